"""The sentences that people read: what is wrong in a cell, and what to do about it."""

from functools import cache

from notoneless.sheets.rosters import CellProblem
from notoneless.standards.identity_numbers import PROBLEM_WORDS, REPAIR_WORDS
from notoneless.standards.tables import load


def sentence(problem: CellProblem) -> str:
    """One Chinese sentence: the field, what is wrong, what to do. An unknown code is a KeyError."""
    words = _sentences().get(problem.code) or _name_sentences().get(problem.code) or PROBLEM_WORDS[problem.code]
    words = words.replace("{detail}", problem.detail)
    label = field_label(problem.field)
    return f"{label}：{words}" if label and not words.startswith(label) else words


def field_label(field: str) -> str:
    """The Chinese word for a field, "" when there is none."""
    return _labels().get(field, "")


def severity(code: str) -> str:
    """Whether a problem must be mended (error) or is only worth a look (remark)."""
    return _severities().get(code, "error")


def repairs_in_words(codes: tuple[str, ...]) -> str:
    """What was tidied up in a number, in words."""
    return "、".join(REPAIR_WORDS[code] for code in codes)


@cache
def _sentences() -> dict[str, str]:
    return {row["code"]: row["sentence"] for row in load("problems", "notoneless.sheets").rows}


@cache
def _name_sentences() -> dict[str, str]:
    return {row["code"]: row["sentence"] for row in load("name_problems").rows if row["kind"] == "problem"}


@cache
def _severities() -> dict[str, str]:
    return {row["code"]: row["severity"] for row in load("problems", "notoneless.sheets").rows}


@cache
def _labels() -> dict[str, str]:
    return {row["field"]: row["label"] for row in load("fields").rows}
