"""School names: one form for the many in which a school is written, and the school inside a title or a file name."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from notoneless.standards.addresses import split_divisions
from notoneless.standards.numerals import han, numeral
from notoneless.standards.tables import load

SPECIAL_KIND = "51"
"""First two digits of the 学校标识码 of a special school (学校（机构）代码管理办法)."""

_FOREIGN = re.compile(r"[\s'\"`‘’“”\u200b-\u200f\ufeff,。.:;]+")
_BRACKET = re.compile(r"[(\[【〔]([^)\]】〕]*)(?:[)\]】〕]|$)")
_TOWNSHIP = re.compile(r"(?<=[一-鿿]{2})(?:街道办事处|街道办|街道|镇|乡)(?=.*(?:小学|中学|学校|教学点))")
_HEAD = re.compile(r"(?P<head>.+(?:小学|中学|学校))(?P<branch>[^校]{1,8}(?:小学|教学点|校区|分校|校点))$")
_NUMBERED = re.compile(r"第?([一二三四五六七八九十\d]{1,3})(小学|中学|初级中学|小|中)$")
_NUMBERED_FULL = {"小": "小学", "中": "中学"}
_SCHOOL = (
    r"(?:小学校?|中学校?|初中|学校|村小|完小|中心校|中心小|实小|特校|特教中心|教学点|幼儿园|校区|分校|九义校"
    r"|第?[一二三四五六七八九十]{1,2}[小中])"
)
_NOT_SCHOOL = re.compile(
    r"20\d\d(?:[-—~]20\d\d)?|[一二三四五六七八九1-9]年级|初[一二三]|学年|学期|[春秋]季|在校|在籍|学生|义务教育|适龄"
    r"|花?名册|名单|信息|情况|关于|中小学|教育局|教育体育局|教科局|公章|盖章|填报单位|[:;,_|\\/\s.]"
)
_IN_TEXT = re.compile(rf"(?:[一-鿿\d]|\([一-鿿]+\))*{_SCHOOL}(?:\([一-鿿]+(?:校区|校点|教学点|村小|分校)\))?")
_OWN_NAME = ("小学", "教学点")
_TOO_SHORT = frozenset({"学校", "小学", "中学", "初中", "幼儿园", "教学点", "校区", "分校", "小学校", "中学校"})


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where a school is and what it is called; `branch` is a 村小 or teaching place of the school `body`."""

    county: str
    body: str
    branch: str


@lru_cache(maxsize=1 << 13)
def normal_school(raw: str) -> str:
    """Give the name without province, city and county, township word, notes in brackets and long endings.

    达州市达川区三里坪小学校 is 三里坪小学, 幺塘乡中心校 is 幺塘中心小学. A campus or 村小 stays part of the name.
    """
    parts = _parts(raw)
    return parts.body + parts.branch


def school_key(raw: str) -> str:
    """Give a key for joining: schools that are the same have equal keys; `same_school` decides among equal keys.

    A 村小 or teaching point goes by its own name alone (清溪村小学), for its head school is often left out.
    """
    parts = _parts(raw)
    return parts.branch if parts.branch.endswith(_OWN_NAME) else parts.body + parts.branch


@lru_cache(maxsize=1 << 14)
def same_school(first: str, second: str) -> bool:
    """Whether two names can be one school: what only one of them says (county, head school) does not part them."""
    one, other = _parts(first), _parts(second)
    if not (one.body or one.branch) or school_key(first) != school_key(second):
        return False
    if one.county and other.county and one.county != other.county:
        return False
    if not (one.branch and other.branch):
        return True
    return not (one.body and other.body) or _place(one.body) == _place(other.body)


@lru_cache(maxsize=1 << 12)
def is_special_school(name: str, code: str = "") -> bool:
    """Whether the school is a special school, by its name or by the kind in its 学校标识码."""
    text = _tidy(name)
    return code.strip().startswith(SPECIAL_KIND) or any(word in text for word in _words("special"))


@lru_cache(maxsize=1 << 12)
def school_in_text(text: str) -> str:
    """Give the school named in a title or a file name, as it is written there; "" when there is none."""
    folded = unicodedata.normalize("NFKC", text)
    for piece in _NOT_SCHOOL.split(folded):
        match = _IN_TEXT.search(piece)
        name = re.sub(r"^[\d()]+", "", match.group()) if match else ""
        if len(name) > 2 and name not in _TOO_SHORT:
            return name
    return ""


@lru_cache(maxsize=1 << 13)
def _parts(raw: str) -> _Parts:
    text = _BRACKET.sub(_bracket, _tidy(raw))
    _, city, county, name = split_divisions(text)
    if not name:
        county, name = "", text
    name = _once(_TOWNSHIP.sub("", _ending(name)))
    match = _HEAD.fullmatch(name)
    if match:
        return _Parts(county or city, _numbered(_ending(match["head"])), match["branch"])
    name = _numbered(name)
    if name.endswith("村小学"):
        return _Parts(county or city, "", name)
    return _Parts(county or city, name, "")


def _tidy(raw: str) -> str:
    return _FOREIGN.sub("", unicodedata.normalize("NFKC", raw))


def _bracket(match: re.Match[str]) -> str:
    """A bracket is a campus, unless it is a note of the form."""
    return "" if match[1] in _words("note") else match[1]


def _once(name: str) -> str:
    """石梯镇石梯小学 names its place twice."""
    return re.sub(r"^([一-鿿]{2,4})\1", r"\1", name)


def _ending(name: str) -> str:
    for word, normal in _endings():
        if name.endswith(word):
            return name.removesuffix(word) + normal
    return name


def _numbered(name: str) -> str:
    """达川一中, 第1中学 and 第一中学 are 第一中学."""
    match = _NUMBERED.search(name)
    number = numeral(match[1]) if match else None
    if match is None or not number:
        return name
    return f"{name[: match.start()]}第{han(number)}{_NUMBERED_FULL.get(match[2], match[2])}"


def _place(body: str) -> str:
    return re.sub(r"(?:中心|实验)?(?:小学|初级中学|中学|九年一贯制学校|学校)$", "", body)


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    rows = [(row["word"], row["normal"]) for row in load("school_words").rows if row["use"] == "ending"]
    return tuple(sorted(rows, key=lambda row: len(row[0]), reverse=True))


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in load("school_words").rows if row["use"] == use)
