import pickle
from pathlib import Path

import openpyxl
import pytest
from pages import lines
from small_district import CREATED, ROSTERS, district

from notoneless.ledgers.workbooks import WORKBOOKS
from notoneless.ledgers.workbooks.notices import CONFIDENTIAL
from notoneless.matching.reconciling import Reconciliation
from notoneless.standards.rosters import RosterKind


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return district()


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_same_result_gives_the_same_bytes_even_from_another_process(
    result: Reconciliation, tmp_path: Path, name: str
) -> None:
    write = pickle.loads(pickle.dumps(WORKBOOKS[name]))  # noqa: S301 - what a pool of processes does
    carried = pickle.loads(pickle.dumps(result))  # noqa: S301
    first = WORKBOOKS[name](result, tmp_path / "一", created=CREATED)
    second = write(carried, tmp_path / "二", created=CREATED)
    assert first
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_sheet_says_how_to_treat_it_and_prints_on_a4_across(
    result: Reconciliation, tmp_path: Path, name: str
) -> None:
    for path in WORKBOOKS[name](result, tmp_path, created=CREATED):
        assert path.is_relative_to(tmp_path)
        for sheet in openpyxl.load_workbook(path):
            if sheet.sheet_state == "visible":
                assert CONFIDENTIAL in str(sheet["A2"].value)
                assert "2024年3月1日" in str(sheet["A2"].value)
                assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
                assert sheet.print_title_rows


@pytest.mark.parametrize("name", WORKBOOKS)
@pytest.mark.parametrize("kind", [RosterKind.REGISTER, RosterKind.ATTENDING, RosterKind.HARDSHIP])
def test_one_roster_alone_is_enough(tmp_path: Path, name: str, kind: RosterKind) -> None:
    for path in WORKBOOKS[name](district({kind: ROSTERS[kind]}), tmp_path, created=CREATED):
        assert openpyxl.load_workbook(path).worksheets


def test_the_list_of_findings_has_an_index_and_a_sheet_for_each_kind(result: Reconciliation, tmp_path: Path) -> None:
    (path,) = WORKBOOKS["问题清单"](result, tmp_path, created=CREATED)
    counted = {line["问题"]: line["儿童数"] for line in lines(path, "目录")}
    assert sum(int(str(n)) for n in counted.values()) == result.findings.height
    sheets = [name for name in openpyxl.load_workbook(path).sheetnames if name != "目录"]
    assert sheets == [label for label, n in counted.items() if n]
    assert [len(lines(path, name)) for name in sheets] == [counted[name] for name in sheets]
