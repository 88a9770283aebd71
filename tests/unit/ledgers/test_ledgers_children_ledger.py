from pathlib import Path

import openpyxl
import pytest
from pages import by_name, lines, top
from small_district import CREATED, ROSTERS, district, number, register

from notoneless.ledgers.workbooks.children_ledger import write_children_ledger
from notoneless.matching.reconciling import Reconciliation
from notoneless.standards.rosters import RosterKind


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    too_old = register("吴老大", "19990101", number("19990101", "009", "511792"), "吴大", "13900000009")
    return district({**ROSTERS, RosterKind.REGISTER: [*ROSTERS[RosterKind.REGISTER], too_old]})


@pytest.fixture(scope="module")
def path(result: Reconciliation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = write_children_ledger(result, tmp_path_factory.mktemp("out"), created=CREATED)
    return path


def test_each_child_stands_once_on_one_of_two_sheets(result: Reconciliation, path: Path) -> None:
    inside, outside = lines(path, "总表"), lines(path, "学龄以外")
    assert sorted(str(line["儿童编号"]) for line in [*inside, *outside]) == sorted(result.children["child"].to_list())
    assert [line["姓名"] for line in outside] == ["吴老大"]
    assert all(line["去向"] for line in inside)


def test_the_summary_adds_up_to_the_lines(path: Path) -> None:
    *townships, whole = lines(path, "汇总", "户籍乡镇（街道）")
    assert whole["儿童数"] == len(lines(path, "总表")) == sum(int(str(line["儿童数"])) for line in townships)
    cells = [name for name in whole if name not in ("户籍乡镇（街道）", "儿童数")]
    assert all(line["儿童数"] == sum(int(str(line[name])) for name in cells) for line in [*townships, whole])


def test_numbers_stay_texts_and_the_missing_are_red(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["总表"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=5)}
    assert isinstance(by_name(path, "总表")["张小明"]["身份证号"], str)
    assert rows["王志强"][1].fill.fgColor.rgb == "FFF8D0CC"
    assert rows["张小明"][1].fill.fgColor.rgb == "00000000"


def test_the_sheet_says_what_it_is_and_prints_on_a4_across(path: Path) -> None:
    assert "数据截至2024年3月1日" in top(path, "总表")
    assert "内部资料·含未成年人个人信息，用后按规定销毁" in top(path, "总表")
    sheet = openpyxl.load_workbook(path)["总表"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.auto_filter.ref.startswith("A4:W")
