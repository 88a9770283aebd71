"""Addresses taken apart by the generic word that ends each level: 省 市 区县 镇乡街道 村社区 组."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from notoneless.standards.numerals import numeral
from notoneless.standards.tables import load


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written and its levels, each with its generic word (达川区, 赵家镇, 清溪社区, 5组), or ""."""

    raw: str
    province: str = ""
    city: str = ""
    county: str = ""
    township: str = ""
    village: str = ""
    group: str = ""
    rest: str = ""


_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TOWNSHIP_WORDS = r"街道办事处|街道办|街道|民族乡|镇人民政府|乡人民政府|镇|乡|农场|林场|牧场|管委会"
_VILLAGE_WORDS = (
    r"村村民委员会|村民委员会|村村委会|村委会|社区居民委员会|社区居委会|社区委员会|居民委员会|居委会|社区|村"
)
_GROUP_WORDS = r"村民小组|居民小组|生产队|小组|组|社|队"
_NEXT = r"(?!镇|乡|村|社区|街道|居委|居民|民小组|民委)"

_HIDDEN = re.compile(r"[\s'\"`‘’“”\u200b-\u200f\ufeff]+")
_NOISE = re.compile(r"[\s'\"`‘’“”\u200b-\u200f\ufeff,，、;；。.]+")
_CODE = re.compile(r"^\d{6,12}(?=[一-鿿])")
_CITY = re.compile(
    r"[^省市州区县镇乡村]{2,7}?(?:自治州|地区|盟)|[^省市区县镇乡街村]{2,5}?市|[^省市州区县镇乡村]{2,4}州(?!市)"
)
_COUNTY = re.compile(r"[^镇乡街村组社]{1,10}?(?:自治县|自治旗|(?<![社小片厂园校学])[区县旗市])")
_TOWNSHIP = re.compile(rf"[^村组社号]{{1,8}}?(?:{_TOWNSHIP_WORDS}){_NEXT}")
_VILLAGE = re.compile(rf"[^组号]{{1,8}}?(?:{_VILLAGE_WORDS}){_NEXT}(?!组)")
_NAMED_BY_GROUP = re.compile(rf"[一-鿿]{{2,5}}?(?=第?{_NUMBER}(?:{_GROUP_WORDS}))")
_GROUP = re.compile(rf"第?{_NUMBER}(?:{_GROUP_WORDS})|[一-鿿]{{1,5}}(?:{_GROUP_WORDS})(?!区)")


@lru_cache(maxsize=1 << 15)
def parse_address(raw: str) -> Address:
    """Take an address apart. Missing levels are no fault; what fits no level is `rest`. Never raises."""
    province, city, county, below = split_divisions(raw)
    township, below = _take(_TOWNSHIP, below)
    village, below = _take(_VILLAGE, below)
    if not village:
        village, below = _take(_NAMED_BY_GROUP, below)
    group, rest = _take(_GROUP, below)
    return Address(raw, province, city, county, township, village, group, rest)


@lru_cache(maxsize=1 << 15)
def split_divisions(raw: str) -> tuple[str, str, str, str]:
    """Give province, city and county of an address or an institution's name, and what follows them.

    A county-level city takes the place of the city where only one of the two is written (四川省万源市).
    """
    text = _CODE.sub("", _tidy(raw))
    province = next((name for name in _provinces() if text.startswith(name)), "")
    text = text[len(province) :]
    city, text = _take_known("city", _CITY, text)
    county, text = _take_known("county", _COUNTY, text)
    return province, city, county, text


@lru_cache(maxsize=1 << 14)
def normal_township(raw: str) -> str:
    """Give the township without what may be left out: 三里坪街道办事处, 达川区三里坪街道 and 三里坪 are 三里坪."""
    return _stem(parse_address(raw).township or split_divisions(raw)[3], _TOWNSHIP_WORDS)


@lru_cache(maxsize=1 << 15)
def normal_village(raw: str) -> str:
    """Give the village without what may be left out: 赵家镇清溪社区居委会, 清溪社区 and 清溪 are 清溪.

    村 and 社区 of one name become equal: a village turns into a community more often than a town has both.
    """
    address = parse_address(raw)
    return _stem(address.village or address.rest or address.township, _VILLAGE_WORDS)


@lru_cache(maxsize=1 << 14)
def normal_group(raw: str) -> str:
    """Give the number of a villagers' group, or the name it has instead: 1组, 一社 and 第1村民小组 are 1."""
    text = re.sub(r"^(\d+)\.0$", r"\1", _HIDDEN.sub("", unicodedata.normalize("NFKC", raw)))
    stem = re.sub(rf"(?:{_GROUP_WORDS})$", "", text.removeprefix("第")) or text
    number = numeral(stem)
    return stem if number is None else str(number)


def _tidy(raw: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", raw))


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)


def _take_known(level: str, pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """Names that hold a generic word themselves (镇江市, 社旗县) come from a table."""
    known = next((name for name in _names(level) if text.startswith(name)), None)
    return (known, text[len(known) :]) if known else _take(pattern, text)


@cache
def _names(level: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in load("suffix_names").rows if row["level"] == level)


@cache
def _provinces() -> tuple[str, ...]:
    """Long forms before short ones; a short one (四川) stands only before more text, which `startswith` leaves open."""
    full = [row["name"] for row in load("provinces").rows if len(row["name"]) > 2]
    short = [re.sub(r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$", "", name) for name in full]
    return tuple(sorted({*full, *short}, key=len, reverse=True))


def _stem(text: str, generic: str) -> str:
    """One generic word falls, unless less than two characters would be left: 桥村 stays 桥村."""
    stem = re.sub(rf"(?:{generic})$", "", text)
    return stem if len(stem) > 1 else text
