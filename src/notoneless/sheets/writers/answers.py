"""Check lists that come back filled in: what was answered for which finding, and what cannot be taken as it is."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from notoneless.sheets.cells import text_of
from notoneless.sheets.columns.headings import plain_heading
from notoneless.sheets.readers.books import read_book
from notoneless.standards.tables import load

_PACKAGE = "notoneless.sheets"
_HEADING_DEPTH = 40
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?: \d{1,2}:\d{2}(?::\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of a check list. `row` counts from 1 as Excel does.

    `answer` is the code of a known answer, "" where nothing is answered yet, and the words as written where they are
    no known answer. `on` is an ISO date, or the words as written. `problem` says what must be put right before the
    answer counts; "" when it can be taken.
    """

    sheet: str
    row: int
    key: str
    answer: str
    detail: str
    by: str
    on: str
    problem: str


@dataclass(frozen=True, slots=True)
class AnswerColumns:
    """Where a sheet has what: the row of its headings, the column of each field (both from 0), its list of answers."""

    heading_row: int
    places: dict[str, int]
    answers: str


def answer_choices(answers: str) -> tuple[str, ...]:
    """What a drop-down list offers: `verification` for 核查结果, with its codes in front, `review` for 确认结果."""
    return tuple(_choice(row) for row in _entries(answers).values())


def read_answers(path: Path) -> list[Answer]:
    """Read every row of a check list, whatever was deleted, sorted, hidden or added around it.

    Columns are found by their headings. Nothing is dropped: a row without an answer comes with an empty one, a row
    that cannot be taken with its problem. Raises Refusal when the file cannot be read, and ValueError, in words for
    the person who sent it, when no sheet has a column 核对码.
    """
    found: list[Answer] = []
    lists = 0
    for sheet in read_book(path).sheets:
        rows = [[text_of(cell) for cell in row] for row in sheet.rows]
        columns = find_columns(rows)
        if columns is None:
            continue
        lists += 1
        found.extend(_answers(sheet.name, rows, columns))
    if not lists:
        raise ValueError(f"“{path.name}”里没有找到“核对码”一列，不是本系统发出的核查清单；请在原清单上填写后交回。")
    return list(_without_contradictions(found))


def find_columns(rows: Sequence[Sequence[str]]) -> AnswerColumns | None:
    """The columns of a check list, or None when the sheet is none: it has no 核对码."""
    for at, row in enumerate(rows[:_HEADING_DEPTH]):
        named = [(place, *_heading_fields().get(plain_heading(text), ("", ""))) for place, text in enumerate(row)]
        if not any(field == "key" for _, field, _ in named):
            continue
        answers = next((which for _, field, which in named if field == "answer"), "")
        after = next((place for place, field, _ in named if field == "answer"), 0)
        # A roster may have a 说明 of its own: the one right of the answer is meant.
        ordered = sorted(named, key=lambda item: (item[0] < after, item[0]))
        places: dict[str, int] = {}
        for place, field, _ in ordered:
            if field:
                places.setdefault(field, place)
        return AnswerColumns(at, places, answers)
    return None


def _answers(sheet: str, rows: Sequence[Sequence[str]], columns: AnswerColumns) -> Iterator[Answer]:
    if "answer" not in columns.places:
        sentence = "这张表有核对码，但没有“核查结果”或“确认结果”一列，请在原清单上填写。"
        yield Answer(sheet, columns.heading_row + 1, "", "", "", "", "", sentence)
        return
    for at, row in enumerate(rows[columns.heading_row + 1 :], start=columns.heading_row + 2):
        cells = {field: row[place].strip() if place < len(row) else "" for field, place in columns.places.items()}
        key = unicodedata.normalize("NFKC", cells["key"])
        given = any(text for field, text in cells.items() if field != "key")
        if not given and not _KEY.fullmatch(key):
            continue  # an empty row, a title or a footnote
        code, known = _code(columns.answers, cells["answer"])
        on, dated = _iso(cells.get("on", ""))
        answer = Answer(sheet, at, key, code, cells.get("detail", ""), cells.get("by", ""), on, "")
        yield replace(answer, problem="".join(_problems(answer, columns, known=known, dated=dated)))


def _problems(answer: Answer, columns: AnswerColumns, *, known: bool, dated: bool) -> Iterator[str]:
    """What is wrong with a row, a sentence each."""
    if not answer.key:
        yield "这一行没有核对码，无法对应到清单中的儿童；请从原清单复制核对码。"
    elif not _KEY.fullmatch(answer.key):
        yield f"核对码“{answer.key}”不是清单上的样子，请照原清单恢复。"
    if not answer.answer:
        if answer.detail or answer.by or answer.on:
            yield "还没有选结果，请从下拉列表中选择。"
        return
    if not known:
        yield f"结果“{answer.answer}”不在选项中，请从下拉列表中选择。"
    elif not answer.detail and "detail" in columns.places:
        yield from _missing_detail(_entries(columns.answers)[answer.answer])
    if not answer.by and "by" in columns.places:
        yield "没有填核查人。"
    if not answer.on and "on" in columns.places:
        yield "没有填核查日期。"
    if not dated:
        yield f"日期“{answer.on}”看不懂，请写成 2024-03-01 的样子。"


def _missing_detail(entry: Mapping[str, str]) -> Iterator[str]:
    """An answer that will be asked again, or that names a dropout, says nothing without where, since when or why."""
    if entry.get("expires") == "yes" or entry.get("dropout") == "yes":
        yield f"“{entry['label']}”须在“说明”里写明学校、地点、文号或原因，并备好{entry['evidence']}。"


def _without_contradictions(found: Sequence[Answer]) -> Iterator[Answer]:
    """The same key with different answers: nobody but the sender knows which is meant."""
    given: dict[str, list[Answer]] = {}
    for answer in found:
        if answer.key and answer.answer:
            given.setdefault(answer.key, []).append(answer)
    for answer in found:
        others = [other for other in given.get(answer.key, ()) if other.answer != answer.answer]
        if not answer.answer or not others:
            yield answer
            continue
        places = "、".join(f"“{sheet}”第 {_rows(same)} 行" for sheet, same in groupby(others, lambda each: each.sheet))
        yield replace(answer, problem=f"{answer.problem}同一核对码在{places}填了不同的结果，请只留一个。")


def _rows(answers: Iterator[Answer]) -> str:
    return "、".join(str(answer.row) for answer in answers)


def _code(answers: str, text: str) -> tuple[str, bool]:
    """The code of an answer by its code, its choice or its words; the text itself, unknown, when it is none."""
    code = _codes(answers).get(plain_heading(text))
    return (text, not text) if code is None else (code, True)


def _choice(row: Mapping[str, str]) -> str:
    return f"{row['code']} {row['label']}" if row["code"].isupper() else row["label"]


def _iso(text: str) -> tuple[str, bool]:
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return text, not text
    try:
        return date(*(int(part) for part in found.groups() if part)).isoformat(), True
    except ValueError:
        return text, False


@cache
def _heading_fields() -> dict[str, tuple[str, str]]:
    rows = load("answer_columns", _PACKAGE).rows
    return {plain_heading(row["heading"]): (row["field"], row["list"]) for row in rows}


@cache
def _entries(answers: str) -> Mapping[str, Mapping[str, str]]:
    """The known answers of a list by their codes."""
    rows = load("verification").rows if answers == "verification" else load("review_answers", _PACKAGE).rows
    return {row["code"]: row for row in rows}


@cache
def _codes(answers: str) -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for code, row in _entries(answers).items():
        for word in (code, row["label"], _choice(row), *row["synonyms"].split("|")):
            codes.setdefault(plain_heading(word), code)
    codes.pop("", None)
    return codes
