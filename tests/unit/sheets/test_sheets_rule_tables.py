"""The rules kept as data name only fields, kinds and patterns that exist."""

import re

import pytest

from notoneless.sheets.columns.headings import plain_heading
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

PACKAGE = "notoneless.sheets"
FIELDS = {row["field"] for row in load("fields").rows}


@pytest.mark.parametrize("table", ["column_synonyms", "heading_fragments", "content_patterns", "content_words"])
def test_every_field_is_known(table: str) -> None:
    assert {row["field"] for row in load(table, PACKAGE).rows} <= FIELDS | {"-", "yes_no"}


def test_every_field_has_a_heading() -> None:
    assert {row["field"] for row in load("column_synonyms", PACKAGE).rows} >= FIELDS - {"householder_id"}


def test_headings_are_bare_and_come_once() -> None:
    headings = [row["heading"] for row in load("column_synonyms", PACKAGE).rows]
    assert [plain_heading(heading) for heading in headings] == headings
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("table", ["context_fields", "required_fields"])
def test_every_kind_has_its_row(table: str) -> None:
    assert [row["kind"] for row in load(table, PACKAGE).rows] == [kind.value for kind in RosterKind]
    named = {field for row in load(table, PACKAGE).rows for field in re.split(r"[ |]", row["fields"])}
    assert named <= FIELDS


def test_signs_of_kinds_are_readable() -> None:
    for row in load("kind_signs", PACKAGE).rows:
        assert RosterKind(row["kind"])
        assert row["where"] in {"field", "lacks", "heading", "title", "sheet", "file", "folder", "context", "value"}
        if row["where"] in {"field", "context"}:
            assert row["sign"] in FIELDS
        re.compile(row["sign"])
        assert float(row["weight"]) > 0


def test_problems_have_a_severity_and_end_as_sentences() -> None:
    for row in load("problems", PACKAGE).rows:
        assert row["severity"] in {"error", "remark"}
        assert row["sentence"].endswith("。")
