"""What stands beside a name in its cell: hidden characters, labels, remarks, titles, marks (steps of `parse_name`).

Each step takes the draft as the step before left it; the order is that of `STEPS`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from unicodedata import category, combining, normalize

from notoneless.standards.tables import load

UNKNOWN = "?"
WILD = frozenset("?*□■▢◻◼○〇●◯×╳�某")
"""What people put for a character that they cannot type."""

HAN = "㐀-䶿一-鿿\U00020000-\U000323af\ue000-\uf8ff"
_CELL = HAN + re.escape("".join(sorted(WILD)))
_EDGES = " ,.;:、/|\\-—_~'\"`‘’“”!。·"
_DOTS = "·•・.‧∙⋅᛫\\-—–"
_OPEN, _CLOSE = re.escape("([{【〔〖〈《「『<"), re.escape(")]}】〕〗〉》」』>")
_BRACKETS = re.compile(rf"[{_OPEN}]([^{_OPEN}{_CLOSE}]*)(?:[{_CLOSE}]|$)")
_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036f]+")
_LINES = re.compile(rf"(?<=[{HAN}]{{2}})\s*[\r\n]\s*(?=[{HAN}]{{2}})")
_AFTER_NAME = rf"(?<=[{_CELL}]{{2}})"


@dataclass(slots=True)
class Draft:
    """A name cell under repair; `text` shrinks step by step."""

    text: str
    remarks: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def change(self, text: str, repair: str) -> None:
        """Put another text in place and say why."""
        if text != self.text:
            self.text = text
            self.note(self.repairs, repair)

    def cut(self, at: int, repair: str) -> None:
        """Keep what stands before `at`; the rest becomes a remark, if there is anything in it."""
        said = self.text[at:].strip(_EDGES)
        self.remark(said)
        self.change(self.text[:at].rstrip(_EDGES), repair if said else "punctuation")

    def remark(self, text: str) -> None:
        """Keep a remark, if there is anything in it."""
        if text.strip(_EDGES):
            self.remarks.append(text.strip(_EDGES))

    def problem(self, code: str) -> None:
        """Record a problem once."""
        self.note(self.problems, code)

    def reject(self, code: str) -> None:
        """The cell holds no name."""
        self.text = ""
        self.problem(code)

    @staticmethod
    def note(codes: list[str], code: str) -> None:
        """Add a code once."""
        if code not in codes:
            codes.append(code)


@cache
def words(kind: str) -> frozenset[str]:
    """Give the words of one kind in the table name_words."""
    return frozenset(row["word"] for row in load("name_words").rows if row["kind"] == kind)


@cache
def _syllables() -> frozenset[str]:
    return frozenset(row["syllable"] for row in load("syllables").rows)


def _any(kind: str) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words(kind)), key=len, reverse=True)) + ")"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Built on first use, for the words come from a table."""
    name_of_two = rf"(?:[{_CELL}·] *){{2,}}?"
    sources = {
        "no_name": rf"{_any('footer')}|共?计?:?\d+[人名个位]|\d{{4}}[年./-]|.*{_any('inside')}|[\d.]+$",
        "label": rf"{_any('label')} *: *(?=\S)",
        "alias": rf"{_AFTER_NAME}[ ,、;/|·-]*{_any('alias')}(?=.)",
        "tail": rf"({name_of_two})[ ,、;/|·:-]*{_any('tail')}$",
        "title": rf"({name_of_two}){_any('title')}$",
        "relative": rf"{name_of_two}的?{_any('relative')}$",
        "class": rf"{_AFTER_NAME}(?: +[男女]| +\S*[班级]| *[A-Da-d]| *\d+(?:.*[班级号组年月日岁届人].*)?)$",
    }
    return re.compile(sources[name])


def _uncover(draft: Draft) -> None:
    """Pasted text brings zero-width characters, odd spaces and full-width or compatibility forms along."""
    lines = _LINES.sub("、", draft.text)
    spaced = "".join(" " if category(character) in {"Zs", "Cc"} else character for character in lines)
    shown = "".join(character for character in spaced if not _hidden(character))
    if shown != spaced:
        draft.repairs.append("hidden_character")
    folded = normalize("NFKC", shown)
    if folded != shown:
        draft.repairs.append("width")
    draft.text = folded.strip()
    if draft.text != folded or " " in draft.text:
        draft.repairs.append("spaces")
    draft.change(draft.text.strip("'\"`‘’“”"), "punctuation")


def _hidden(character: str) -> bool:
    """Format characters and variation selectors."""
    return category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0100"


def _drop_label(draft: Draft) -> None:
    match = _pattern("label").match(draft.text)
    if match:
        draft.change(draft.text[match.end() :], "label")


def _reject_other_text(draft: Draft) -> None:
    compact = draft.text.replace(" ", "")
    if not compact.strip(_EDGES) or compact.lower() in words("placeholder"):
        draft.reject("name_blank")
    elif _pattern("no_name").match(compact):
        draft.reject("not_a_name")


def _open_brackets(draft: Draft) -> None:
    """A bracket holds a remark, the parts of a character (王+乐), its pinyin, or the whole name."""
    spans = [match.group(1).strip() for match in _BRACKETS.finditer(draft.text)]
    if not spans:
        return
    outside = _BRACKETS.sub("", draft.text).strip()
    if not outside:
        draft.change(spans[0], "punctuation")
        return
    short = len(re.findall(f"[{_CELL}]", outside)) < 2
    remarks: list[str] = []

    def inside(match: re.Match[str]) -> str:
        content = match.group(1).strip()
        if "+" in content:
            return UNKNOWN
        if short and _LETTERS.fullmatch(content):
            return content
        remarks.append(content)
        return " "

    draft.change(_BRACKETS.sub(inside, draft.text).strip(), "remark")
    for remark in remarks:
        draft.remark(remark)


def _cut_remarks(draft: Draft) -> None:
    """Other names (曾用名…) and words about the child (已转, 休学) that follow the name without a bracket."""
    alias = _pattern("alias").search(draft.text)
    if alias:
        draft.cut(alias.start(), "remark")
    for kind, repair in (("tail", "remark"), ("title", "title")):
        match = _pattern(kind).fullmatch(draft.text)
        if match:
            draft.cut(match.end(1), repair)
    if _pattern("relative").fullmatch(draft.text):
        draft.remark(draft.text)
        draft.reject("not_a_name")


def _cut_marks(draft: Draft) -> None:
    """Serial numbers, class, sex, and signs that tell namesakes apart or point at a footnote."""
    draft.change(draft.text.rstrip(_EDGES), "punctuation")
    draft.change(re.sub(rf"^[\d#]+ *[.、)]? *(?=[{_CELL}])", "", draft.text), "mark")
    match = _pattern("class").search(draft.text)
    if match:
        draft.cut(match.start(), "mark")
    draft.change(re.sub(r"[#※△▲★☆√✓✔^&+=~$%@\s]+$", "", draft.text), "mark")
    draft.change(re.sub(rf"(?<=[{HAN}]{{3}})[*?]$|(?<=[{HAN}]{{2}})[*?]{{2,}}$", "", draft.text), "mark")


def _join_parts(draft: Draft) -> None:
    """One dot between the parts of a name, whichever of a dozen signs was typed, the word 点 among them."""
    text = re.sub(rf"(?<=[{HAN}]) *[{_DOTS}]+ *(?=[{HAN}])", "·", draft.text)
    text = re.sub(rf"(?<=[{HAN}]{{2}}) *● *(?=[{HAN}]{{2}})", "·", text)
    draft.change(re.sub(rf"^([{HAN}]{{2,}})点([{HAN}]{{2,}})$", r"\1·\2", text), "dot")


def _take_first(draft: Draft) -> None:
    """張三/李四, 张三、李四: the first is taken."""
    match = re.search(r"[,，;、/|\\&]", draft.text)
    if match and re.search(rf"[{_CELL}]{{2}}", draft.text[: match.start()].replace(" ", "")):
        if re.search(f"[{_CELL}]{{2}}", draft.text[match.end() :]):
            draft.problem("several_names")
        draft.cut(match.start(), "remark")


def _read_letters(draft: Draft) -> None:
    """Pinyin stands for a character that could not be typed; x for any character; longer Latin text is a remark."""
    if not re.search(f"[{HAN}]", draft.text):
        if _LETTERS.search(draft.text):
            draft.problem("latin_letters")
        return

    def read(match: re.Match[str]) -> str:
        sound = _toneless(match.group())
        if not sound.strip("x"):
            return UNKNOWN * len(sound)
        if sound in _syllables():
            draft.problem("pinyin_in_name")
            draft.remark(sound)
            return UNKNOWN
        if match.end() == len(draft.text) and re.search(f"[{_CELL}]{{2}} *$", draft.text[: match.start()]):
            draft.remark(match.group())
            return ""
        draft.problem("latin_letters")
        return match.group()

    draft.text = _LETTERS.sub(read, draft.text)
    if re.search(r"\d", draft.text):
        draft.problem("digit_in_name")
        draft.text = re.sub(r"\d", UNKNOWN, draft.text)


def _toneless(letters: str) -> str:
    apart = normalize("NFD", letters.lower()).replace("u\u0308", "v")
    return "".join(letter for letter in apart if not combining(letter))


STEPS: tuple[Callable[[Draft], None], ...] = (
    _uncover,
    _drop_label,
    _reject_other_text,
    _open_brackets,
    _cut_remarks,
    _cut_marks,
    _join_parts,
    _take_first,
    _read_letters,
)
