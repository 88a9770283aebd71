"""Citizen identity numbers as people type them: read, repaired where that is certain, judged (GB 11643-1999)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from notoneless.standards.tables import load

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, 4.2
_CHECKS = "10X98765432"
_EXCEL_DIGITS = 15  # a number cell keeps no more; the rest of an identity number becomes zeros


class IdState(StrEnum):
    """What a cell of an identity column holds. Only VALID may serve as a key."""

    VALID = "valid"
    BAD_CHECK = "bad_check"
    BAD_BIRTH = "bad_birth"
    BAD_LENGTH = "bad_length"
    BAD_CHARACTER = "bad_character"
    FIFTEEN = "fifteen"
    LOST = "lost"
    MISSING = "missing"
    OTHER_DOCUMENT = "other_document"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """One cell, read. A VALID number has no problems; one that is not VALID has at least one.

    `text` is the number in its normal form; of a LOST one, the digits that survived (at most 15).
    `division`, `birth` and `sex` are given as far as the digits allow, whatever the state: evidence, not proof.
    `repairs` and `problems` are codes: their words are in REPAIR_WORDS and PROBLEM_WORDS.
    """

    raw: str
    text: str
    state: IdState
    division: str = ""
    birth: date | None = None
    sex: str = ""
    repairs: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def first15(self) -> str:
        """The first 15 digits when all are known, else "": what is left of a number that Excel has spoilt."""
        known = self.state in _WITH_FIRST15 and len(self.text) >= _EXCEL_DIGITS
        return self.text[:_EXCEL_DIGITS] if known else ""


_WITH_FIRST15 = frozenset({IdState.VALID, IdState.BAD_CHECK, IdState.BAD_BIRTH, IdState.LOST})


def _words(kind: str) -> Mapping[str, str]:
    return MappingProxyType({row["code"]: row["sentence"] for row in load("problems").rows if row["kind"] == kind})


PROBLEM_WORDS: Mapping[str, str] = _words("problem")
"""Code of a problem, of any parser of this package, to a sentence that says what to do."""

REPAIR_WORDS: Mapping[str, str] = _words("repair")
"""Code of a repair to a sentence that says what was done."""


def parse_identity_number(raw: str) -> IdentityNumber:
    """Read a cell of an identity column. Never raises; any text has a state.

    The form is repaired (width, spaces, quotes, the many shapes of X), never a digit: a wrong digit cannot be
    guessed. A division that no table knows is no fault: divisions are withdrawn, identity numbers are not.
    """
    if len(raw) == 18:
        clean = _valid(raw, raw, ())
        if clean is not None:
            return clean
    return _judge(raw, *clean_number(raw))


def check_digit(first17: str) -> str:
    """The 18th character for 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first17[:17], _WEIGHTS, strict=True)) % 11]


def identity_key(text: str) -> int:
    """A VALID number as an integer: no two numbers share one, and it fits 64 bits."""
    return int(text[:17]) * 11 + (10 if text[17] == "X" else int(text[17]))


@lru_cache(maxsize=1 << 16)
def _weighed(digits: str, start: int) -> int:
    """The part of the check sum that these digits bring. Divisions and birth dates repeat, hence the cache."""
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS[start:], strict=False))


@lru_cache(maxsize=1 << 16)
def _real_date(digits: str) -> date | None:
    """Eight digits as a date of 1900 to 2099, else None."""
    if len(digits) != 8 or digits[:2] not in {"19", "20"}:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _sex(digit: str) -> str:
    return "男" if digit in "13579" else "女"


def _valid(raw: str, text: str, repairs: tuple[str, ...]) -> IdentityNumber | None:
    """The answer for a sound number, else None. A million cells come this way: no pattern, no copy."""
    serial = text[14:17]
    division = text[:6]
    day = text[6:14]
    if not (text.isascii() and text[:17].isdigit()):
        return None
    birth = _real_date(day)
    total = _weighed(division, 0) + _weighed(day, 6) + _weighed(serial, 14)
    if birth is None or _CHECKS[total % 11] != text[17]:
        return None
    return IdentityNumber(raw, text, IdState.VALID, division, birth, _sex(serial[2]), repairs, ())


# --- the form of the cell ---------------------------------------------------------------------------------------

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
"""Characters that nobody sees and that make equal texts differ."""

_QUOTES = "'’‘‛`´′\"“”„″=＝"
_SEPARATORS = "-‐‑‒–—―−_.·•,，、。;:/\\|~"
_X_SIGNS = "×✕✖✗✘хХχΧ*╳＊乂"
_DELETED: Mapping[str, dict[int, None]] = {
    "invisible": dict.fromkeys(map(ord, INVISIBLE)),
    "quote": dict.fromkeys(map(ord, _QUOTES)),
    "separators": dict.fromkeys(map(ord, _SEPARATORS)),
}
_LETTER_O = str.maketrans(dict.fromkeys("OoОоΟο〇○◯", "0"))
_LETTER_L = str.maketrans(dict.fromkeys("lI丨∣ⅼ", "1"))
_DECIMAL_TAIL = re.compile(r"(?<=\d)\.0+$")
_SCIENTIFIC = re.compile(r"([1-9])(?:[.,](\d*))?E\+?(\d{1,3})", re.IGNORECASE | re.ASCII)
_LETTERED = re.compile(r"[GLJ]\d{17}[\dX]|[\dX]{6,}(?:B\d)?", re.ASCII)
_NUMBER_LIKE = re.compile(r"\d{14,}X?(?:B\d)?", re.ASCII)


def clean_number(raw: str) -> tuple[str, tuple[str, ...]]:
    """A number cell without the dirt of typing and of Excel, and the codes of what was cleaned, in order.

    Text that is no number, such as 未上户, keeps its words; text in scientific form keeps its form.
    """
    repairs: list[str] = []
    text = _without(raw, "invisible", repairs)
    text = _full_width(text, repairs)
    text = _without_spaces(text, repairs)
    text = _without(text, "quote", repairs)
    if _SCIENTIFIC.fullmatch(text):
        return text.upper(), tuple(repairs)
    text = _note("decimal_tail", text, _DECIMAL_TAIL.sub("", text), repairs)
    bare = text.translate(_DELETED["separators"])
    repaired, letters = _without_look_alikes(bare)
    if not letters and not any(character.isdigit() for character in bare):
        return text.upper(), tuple(repairs)
    if bare != text:
        repairs.append("separators")
    return repaired, (*repairs, *letters)


def _note(code: str, before: str, after: str, repairs: list[str]) -> str:
    if before != after:
        repairs.append(code)
    return after


def _without(text: str, code: str, repairs: list[str]) -> str:
    return _note(code, text, text.translate(_DELETED[code]), repairs)


def _full_width(text: str, repairs: list[str]) -> str:
    if text.isascii():
        return text
    spaced = text.replace("\u3000", " ").replace("\u00a0", " ")  # blanks are told as blanks, not as wide characters
    return _note("fullwidth", spaced, unicodedata.normalize("NFKC", text), repairs)


def _without_spaces(text: str, repairs: list[str]) -> str:
    """All blanks go; only those inside or around something are worth a word."""
    bare = "".join(text.split())
    return _note("spaces", text, bare, repairs) if bare else ""


def _without_look_alikes(text: str) -> tuple[str, list[str]]:
    """Letters that stand for digits and signs that stand for X, replaced only if a number comes of it."""
    upper = text.upper()
    if _LETTERED.fullmatch(upper):
        return upper, ["lower_x"] if text.endswith("x") else []
    letters: list[str] = []
    fixed = text
    if len(fixed) == 18 and fixed[17] in _X_SIGNS:
        letters.append("x_sign")
        fixed = fixed[:17] + "X"
    elif fixed.endswith("x"):
        letters.append("lower_x")
    fixed = _note("letter_o", fixed, fixed.translate(_LETTER_O), letters)
    fixed = _note("letter_l", fixed, fixed.translate(_LETTER_L), letters).upper()
    return (fixed, letters) if _NUMBER_LIKE.fullmatch(fixed) else (upper, [])


# --- what the cleaned text is -----------------------------------------------------------------------------------

_EIGHTEEN = re.compile(r"\d{17}[\dX]", re.ASCII)
_DIGITS = re.compile(r"\d+X?", re.ASCII)
_ALONE = re.compile(r"(?<![0-9A-Z])\d{17}[0-9X](?![0-9A-Z])", re.ASCII)
_ON_A_CARD = re.compile(r"(\d{17}[0-9X])[1-7][1-4](?:B\d)?", re.ASCII)
_MASKED = re.compile(r"\d+[*X#?]{3,}[\dX]*", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LEADING = re.compile(r"(\d{6})(\d{8}|(?=[*X#?]))", re.ASCII)
_STUDENT = re.compile(r"[GLJ]\d{17}[\dX]", re.ASCII)
_DOCUMENTS = tuple((re.compile(row["pattern"], re.ASCII), row["problem"]) for row in load("documents").rows)
_MISSING = {row["word"]: row["problem"] for row in load("missing_words").rows}
_REASONS = ("not_registered", "in_process", "unknown", "blank")  # of several in one cell the first counts
_MISSING_INSIDE = sorted(
    (word for word in _MISSING if len(word) > 1 and not word.isascii()),
    key=lambda word: (_REASONS.index(_MISSING[word]), word),
)


def missing_reason(text: str) -> str:
    """The problem code of a cell that says "none" in one of its many words, else ""."""
    word = text.strip().upper()
    if not word.strip("-‐–—―−_/\\.·…。,，、*?？~=+()（）0'"):
        return "blank"
    if word in _MISSING:
        return _MISSING[word]
    if any(character.isdigit() for character in word):
        return ""
    return next((_MISSING[inside] for inside in _MISSING_INSIDE if inside in word), "")


def _judge(raw: str, text: str, repairs: tuple[str, ...]) -> IdentityNumber:
    missing = missing_reason(text)
    if missing:
        return IdentityNumber(raw, "", IdState.MISSING, problems=(missing,))
    lost = _SCIENTIFIC.fullmatch(text)
    if lost:
        return _lost(raw, *_surviving(lost), problem="scientific")
    if _EIGHTEEN.fullmatch(text):
        return _eighteen(raw, text, repairs)
    found = _within(raw, text, repairs) or _other_document(raw, text, repairs)
    if found:
        return found
    return (_wrong_length if _DIGITS.fullmatch(text) else _wrong_character)(raw, text, repairs)


def _surviving(match: re.Match[str]) -> tuple[str, int]:
    """The digits that a number in scientific form still shows, and its length when it was whole."""
    digits = match[1] + (match[2] or "")
    if len(digits) > _EXCEL_DIGITS:  # written by a program from the binary number: its 15 digits are the typed ones
        digits = f"{float(digits):.14e}".partition("e")[0].replace(".", "")
    elif len(digits) >= 13:  # a number is written without zeros at its end
        digits = digits.ljust(_EXCEL_DIGITS, "0")
    return digits, int(match[3]) + 1


def _lost(raw: str, digits: str, length: int, problem: str) -> IdentityNumber:
    if length != 18:
        return IdentityNumber(raw, digits, IdState.LOST, problems=(problem,))
    division = digits[:6] if len(digits) >= 6 else ""
    return IdentityNumber(raw, digits, IdState.LOST, division, _real_date(digits[6:14]), problems=(problem,))


def _eighteen(raw: str, text: str, repairs: tuple[str, ...]) -> IdentityNumber:
    valid = _valid(raw, text, repairs)
    if valid is not None:
        return valid
    birth = _real_date(text[6:14])
    good_check = check_digit(text) == text[17]
    if birth is not None and text.endswith("000"):
        return _lost(raw, text[:_EXCEL_DIGITS], 18, problem="zeros_by_excel")
    problems = (() if birth else ("birth_date",)) + (() if good_check else ("check_digit",))
    state = IdState.BAD_CHECK if birth else IdState.BAD_BIRTH
    return IdentityNumber(raw, text, state, text[:6], birth, _sex(text[16]), repairs, problems)


def _within(raw: str, text: str, repairs: tuple[str, ...]) -> IdentityNumber | None:
    """A sound number with words around it, or with the two digits of a disability card after it."""
    card = _ON_A_CARD.fullmatch(text)
    if card:
        return _valid(raw, card[1], (*repairs, "disability_card"))
    alone = _ALONE.findall(text)
    return _valid(raw, alone[0], (*repairs, "surrounding_words")) if len(alone) == 1 else None


def _other_document(raw: str, text: str, repairs: tuple[str, ...]) -> IdentityNumber | None:
    for pattern, problem in _DOCUMENTS:
        if pattern.fullmatch(text):
            return IdentityNumber(raw, text, IdState.OTHER_DOCUMENT, repairs=repairs, problems=(problem,))
    return None


def _wrong_length(raw: str, text: str, repairs: tuple[str, ...]) -> IdentityNumber:
    birth = _real_date(text[6:14])
    if len(text) == _EXCEL_DIGITS and text.isdigit() and birth is None:
        # Two digits of the year: nobody at school today was born before 2000, so the number is an elder's.
        elder = _real_date("19" + text[6:12])
        state, problem = IdState.FIFTEEN, "fifteen_digits"
        return IdentityNumber(raw, text, state, text[:6], elder, _sex(text[14]), repairs, (problem,))
    division = text[:6] if len(text) >= 14 else ""
    return IdentityNumber(raw, text, IdState.BAD_LENGTH, division, birth, "", repairs, (_length_problem(text),))


def _length_problem(text: str) -> str:
    if _MOBILE.fullmatch(text):
        return "phone_in_cell"
    if _real_date(text):
        return "date_in_cell"
    if len(text) in {36, 54}:
        return "several_numbers"
    return "too_short" if len(text) < 18 else "too_long"


def _wrong_character(raw: str, text: str, repairs: tuple[str, ...]) -> IdentityNumber:
    if _STUDENT.fullmatch(text):
        problem, digits = "student_number_in_cell", text[1:]
    elif _MASKED.fullmatch(text):
        problem, digits = "masked", text
    else:
        problem, digits = "character", text
    known = _LEADING.match(digits)
    division = known[1] if known else ""
    birth = _real_date(known[2]) if known else None
    return IdentityNumber(raw, text, IdState.BAD_CHARACTER, division, birth, "", repairs, (problem,))
