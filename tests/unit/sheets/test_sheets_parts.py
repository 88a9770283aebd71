from dataclasses import replace

import pytest
from tests.corpora.packages import MAIN, SHEET, workbook

from notoneless.sheets.readers.archives import opened_archive
from notoneless.sheets.readers.limits import DEFAULT, MIB, Limits
from notoneless.sheets.readers.parts import check_parts
from notoneless.sheets.refusals import Refusal


def _code(data: bytes, limits: Limits = DEFAULT) -> str:
    try:
        with opened_archive(data, limits) as archive:
            check_parts(archive, limits)
    except Refusal as refusal:
        return refusal.code
    return "read"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row>', "read"),
        ('<row r="9"><c r="ABC9"><v>1</v></c></row>', "too_many_columns"),
        ('<row r="9"><c r=\'xfd9\' s="1"> <v>1</v></c></row>', "too_many_columns"),
        ('<row r="400000"><c r="A400000"><v>1</v></c></row>', "read"),
        ('<row r="400001"><c r="A400001"><v>1</v></c></row>', "too_many_rows"),
        ('<row r="1"><c r="A99999999999999999999"><v>1</v></c></row>', "too_many_rows"),
        ('<row r="400001"><c r="A400001" s="1"/><c r="XFD400001" s="1"></c></row>', "read"),
    ],
)
def test_a_filled_cell_far_away_is_refused_before_it_is_parsed(rows: str, code: str) -> None:
    assert _code(workbook(rows)) == code


def test_a_prefix_of_the_namespace_hides_nothing() -> None:
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:row><x:c r="XFD1"><x:v>1</x:v></x:c></x:row></x:worksheet>'
    assert _code(workbook(extra={SHEET: sheet})) == "too_many_columns"


def test_a_cell_across_two_blocks_is_seen() -> None:
    for shift in range(0, 60, 7):
        padding = " " * (MIB - 200 - shift)
        sheet = f'<worksheet>{padding}<c r="XFD1"><v>1</v></c>{"x" * 400}</worksheet>'
        limits = replace(DEFAULT, ratio=2_000)
        assert _code(workbook(extra={SHEET: sheet}), limits) == "too_many_columns"


@pytest.mark.parametrize(
    ("size", "limits", "code"),
    [
        (MIB, DEFAULT, "read"),
        (MIB + 1, DEFAULT, "ratio"),
        (MIB + 1, replace(DEFAULT, ratio=2_000), "read"),
        (MIB + 1, replace(DEFAULT, unpacked_bytes=MIB, ratio=2_000), "too_big_unpacked"),
    ],
)
def test_what_a_part_really_holds_is_counted(size: int, limits: Limits, code: str) -> None:
    assert _code(workbook(extra={"xl/media/a.bin": bytes(size)}), limits) == code


def test_a_size_that_is_a_lie_is_found_out() -> None:
    data = bytearray(workbook(extra={"xl/media/a.bin": bytes(5 * MIB)}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert _code(bytes(data)) == "damaged"


@pytest.mark.parametrize(
    ("cells", "uncomputed"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', False),
        ('<c r="A1"><f>1+1</f></c>', True),
        ('<c r="A1"><f>1+1</f><v/></c>', True),
        ('<c r="A1"><f>1+1</f><v></v></c>', True),
        ('<c r="A1"/>', False),
    ],
)
def test_formulas_saved_without_values_are_told(cells: str, uncomputed: bool) -> None:
    with opened_archive(workbook(f'<row r="1">{cells}</row>'), DEFAULT) as archive:
        assert check_parts(archive, DEFAULT) is uncomputed
