"""Disability card numbers (残疾人证号): identity number, class, grade; 22 characters after a re-issue.

The 18 digits are those of GB 11643-1999; class and grade are those of GB/T 26341-2010 (7 classes, 4 grades).
"""

import re
from dataclasses import dataclass

from notoneless.standards.codes import labels
from notoneless.standards.identity_numbers import (
    IdentityNumber,
    IdState,
    clean_number,
    missing_reason,
    parse_identity_number,
)

_REISSUE = re.compile(r"B\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class DisabilityCard:
    """One cell of a 残疾人证号 column, read.

    `identity` is the number's first 18 characters, judged; of a cell spoilt by Excel, what survived; None when
    there is nothing to judge. `kind` is the class in words ("视力残疾" …), `grade` 1 (gravest) to 4, `reissue`
    the count of re-issues. All are given as far as the digits allow.
    """

    raw: str
    text: str
    identity: IdentityNumber | None
    kind: str
    grade: int | None
    reissue: int
    problems: tuple[str, ...]


def parse_disability_card(raw: str) -> DisabilityCard:
    """Read a cell of a 残疾人证号 column. Never raises; a sound card has no problems."""
    text, _ = clean_number(raw)
    missing = missing_reason(text)
    if missing:
        return DisabilityCard(raw, "", None, "", None, 0, (missing,))
    lost = _lost(text)
    if lost:
        return DisabilityCard(raw, lost.text, lost, "", None, 0, lost.problems)
    body, tail = text[:18], text[18:]
    if not re.fullmatch(r"\d{17}[\dX][0-9A-Z]*", text, re.ASCII):
        return DisabilityCard(raw, text, None, "", None, 0, ("card_length" if text.isdigit() else "character",))
    identity = parse_identity_number(body)
    if not tail:
        return DisabilityCard(raw, text, identity, "", None, 0, ("card_is_identity_number", *identity.problems))
    kind, grade, reissue, problems = _read_tail(tail)
    return DisabilityCard(raw, text, identity, kind, grade, reissue, (*identity.problems, *problems))


def _lost(text: str) -> IdentityNumber | None:
    """A card of 20 digits kept as a number: scientific form of 20 digits, or five zeros at its end."""
    mantissa, mark, exponent = text.partition("E")
    if mark and exponent.lstrip("+") in {"19", "17"} and mantissa.replace(".", "").isdigit():
        return parse_identity_number(f"{mantissa}E+17")  # its first 15 digits are those of the identity number
    if len(text) == 20 and text.isdigit() and text.endswith("00000"):
        return parse_identity_number(f"{text[0]}.{text[1:15]}E+17")
    return None


def _read_tail(tail: str) -> tuple[str, int | None, int, tuple[str, ...]]:
    kind = labels("disability_kind").get(tail[0], "") if tail[0] in "1234567" else ""
    grade = int(tail[1]) if tail[1:2] in {"1", "2", "3", "4"} else None
    rest = tail[2:]
    reissue = int(rest[1]) if _REISSUE.fullmatch(rest) else 0
    checks = {
        "card_length": len(tail) not in {2, 4},
        "card_kind": not kind,
        "card_grade": grade is None and len(tail) > 1,
        "card_tail": len(tail) == 4 and not _REISSUE.fullmatch(rest),
    }
    return kind, grade, reissue, tuple(problem for problem, wrong in checks.items() if wrong)


def same_person(card: DisabilityCard, number: IdentityNumber) -> bool:
    """Whether a sound card and a sound identity number name one person. False proves nothing: cards get old."""
    inside = card.identity
    return inside is not None and inside.state is IdState.VALID is number.state and inside.text == number.text
