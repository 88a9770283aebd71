"""National student numbers (全国学籍号): a letter and 18 characters, 中小学生学籍管理办法（教基〔2025〕1号）."""

import re
from dataclasses import dataclass
from datetime import date

from notoneless.standards.identity_numbers import (
    IdentityNumber,
    IdState,
    clean_number,
    missing_reason,
    parse_identity_number,
)

_SHAPE = re.compile(r"([GLJ])(\d{17}[\dX])", re.ASCII)
_PART = re.compile(r"[GLJ]?[0-9X]+", re.ASCII)
_TYPED_SHAPE = re.compile(r"[GLJglj][0-9OoIl]{17}[0-9OoXxIl]", re.ASCII)
_DIGITS = str.maketrans("OoIl", "0011")
_WRONG_LENGTH = (IdState.BAD_LENGTH, ("student_length",))


@dataclass(frozen=True, slots=True)
class StudentNumber:
    """One cell of a 学籍号 column, read.

    `kind` is G (formal, made of an identity number), L (temporary) or J (for a child without identity number).
    `identity_text` is the identity number inside a G number: the one at enrolment. It may lawfully differ from
    the present one, and the inside of an L or J number only looks like one, so it is never taken for it.
    """

    raw: str
    text: str
    kind: str
    birth: date | None
    identity_text: str
    state: IdState
    problems: tuple[str, ...]


def parse_student_number(raw: str) -> StudentNumber:
    """Read a cell of a 学籍号 column. Never raises. VALID means well formed; only a G number has a known check."""
    text, _ = clean_number(raw)
    typed = "".join(text.split())
    if _TYPED_SHAPE.fullmatch(typed):
        text = typed[0].upper() + typed[1:].translate(_DIGITS).upper()
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return _shapeless(raw, text)
    kind, body = shape[1], shape[2]
    inside = parse_identity_number(body)
    if kind == "G":
        return StudentNumber(raw, text, kind, inside.birth, body, *_formal(inside))
    if inside.birth is None:
        return StudentNumber(raw, text, kind, None, "", IdState.BAD_BIRTH, ("student_birth_date",))
    return StudentNumber(raw, text, kind, inside.birth, "", IdState.VALID, ())


def _formal(inside: IdentityNumber) -> tuple[IdState, tuple[str, ...]]:
    """The national import does not test the last digit, so wrong ones are in circulation."""
    if inside.state is IdState.VALID:
        return IdState.VALID, ()
    if inside.birth is None:
        return IdState.BAD_BIRTH, ("student_birth_date",)
    return IdState.BAD_CHECK, ("student_check_digit",)


def _shapeless(raw: str, text: str) -> StudentNumber:
    missing = missing_reason(text)
    if missing:
        return StudentNumber(raw, "", "", None, "", IdState.MISSING, (missing,))
    inside = parse_identity_number(text)
    if inside.state is IdState.LOST:
        return StudentNumber(raw, inside.text, "", inside.birth, "", IdState.LOST, inside.problems)
    if len(text) == 18 and text[0] not in "GLJ":
        return StudentNumber(raw, text, "", None, "", IdState.BAD_LENGTH, ("no_kind_letter",))
    if _PART.fullmatch(text):
        return StudentNumber(raw, text, text[0] if text[0] in "GLJ" else "", None, "", *_WRONG_LENGTH)
    return StudentNumber(raw, text, "", None, "", IdState.BAD_CHARACTER, ("character",))
