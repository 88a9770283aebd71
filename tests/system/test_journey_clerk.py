"""A clerk's day: a folder as it arrives, a summary, lists that come back, and one question fewer.

Given a folder with a workbook, text files, a file that was not sent whole and one with macros;
when the clerk checks and reconciles it, fills in what the township and the registry found out, and runs it again;
then each file is answered for, each child is in one place, and what was answered is asked no more.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from tests.corpora.hostile import SPECIMENS
from tests.factories.commands import Said, call, call_apart, contents
from tests.factories.filled_lists import fill_in
from tests.factories.roster_files import write_village

from notoneless.standards.rosters import RosterKind


@dataclass(frozen=True, slots=True)
class Desk:
    """The clerk's folder and where the ledgers will be."""

    rosters: Path

    @property
    def ledgers(self) -> Path:
        return self.rosters.with_name(f"{self.rosters.name}-台账")

    def reconciles(self, *words: object) -> Said:
        return call_apart("reconcile", self.rosters.name, "--as-of", "2024-03-01", *words, folder=self.rosters.parent)

    def questions(self) -> set[str]:
        with (self.ledgers / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
            return {f"{row['name']} {row['label']}" for row in csv.DictReader(file) if row["severity"] == "urgent"}


def given_a_folder_as_it_arrives(folder: Path) -> Desk:
    rosters = write_village(folder / "2024年春")
    for specimen in SPECIMENS:
        if specimen.name in {"没传完.xlsx", "带宏.xlsm"}:
            (rosters / specimen.name).write_bytes(specimen.content())
    return Desk(rosters)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return given_a_folder_as_it_arrives(tmp_path)


def test_from_a_folder_to_one_question_fewer(desk: Desk) -> None:
    before = contents(desk.rosters)

    # when the clerk runs it for the first time
    first = desk.reconciles()

    # then the summary says what was read and what was not, and where the children are
    assert first.code == 0
    assert "读入 4 个文件" in first.out
    assert "共 5 名儿童" in first.out
    assert "各格之和与名册人数相等。" in first.out
    assert sorted(line.split("：")[0] for line in first.err.splitlines()) == [
        "未能读取 带宏.xlsm",
        "未能读取 没传完.xlsx",
    ]
    assert desk.questions() == {"李静雯 在籍不在校", "王志强 有户籍无学籍", "何小芳 有户籍无学籍"}

    # and the township's list names whom to look for, why, and in which file and row it is seen
    township = desk.ledgers / "疑似失学辍学核查清单" / "乡镇" / "清溪镇.xlsx"
    cells = [str(cell.value) for row in openpyxl.load_workbook(township).worksheets[0].iter_rows() for cell in row]
    assert {"李静雯", "王志强", "何小芳"} <= set(cells)
    assert any("适龄儿童少年名册.xlsx［Sheet］第4行" in cell for cell in cells)

    # and the reason for one child is told when asked
    told = call("explain", desk.ledgers, "王志强").out
    assert "有户籍无学籍——" in told
    assert "第 4 行" in told

    # when the answers come back and are read in
    fill_in(township, "王志强", "B3 省外就读", "某省某市实验学校，就读证明")
    fill_in(desk.ledgers / "待人工确认.xlsx", "何小芳", "是同一人", "户口簿已换号")
    second = desk.reconciles("--answers", township, "--answers", desk.ledgers / "待人工确认.xlsx")

    # then both questions are gone, for good
    assert second.code == 0
    assert "共 4 名儿童" in second.out
    assert desk.questions() == {"李静雯 在籍不在校"}
    assert desk.reconciles().code == 0
    assert desk.questions() == {"李静雯 在籍不在校"}
    assert "区外就读" in call("explain", desk.ledgers, "王志强").out

    # and no roster was changed
    assert contents(desk.rosters) == before


def test_a_school_gets_its_roster_back_with_what_is_wrong_and_sends_it_again(tmp_path: Path) -> None:
    # given a template that the school fills in, with one digit wrong
    path = tmp_path / "在校学生名册.xlsx"
    call("template", "在校学生名册", "--out", path)
    workbook = openpyxl.load_workbook(path)
    worksheet = workbook[RosterKind.ATTENDING.label]
    headings = {str(cell.value).lstrip("*"): cell.column for row in worksheet["3"] for cell in [row]}
    number = str(worksheet.cell(4, headings["身份证号"]).value)
    for column in range(2, worksheet.max_column + 1):
        worksheet.cell(5, column).value = worksheet.cell(4, column).value
    worksheet.cell(5, headings["身份证号"]).value = number[:-1] + ("0" if number[-1] != "0" else "1")
    workbook.save(path)

    # when the bureau checks it
    said = call("check", path, "--out", tmp_path / "退回")

    # then the row is named, and the file goes back with a column that says so
    assert said.code == 1
    assert "第 5 行 身份证号：" in said.out
    returned = tmp_path / "退回" / path.name
    line = next(openpyxl.load_workbook(returned).worksheets[0].iter_rows(min_row=5, max_row=5, values_only=True))
    assert "身份证号" in str(line[-1])

    # and when the school mends the returned file, nothing is wrong with it any more
    workbook = openpyxl.load_workbook(returned)
    workbook.worksheets[0].cell(5, headings["身份证号"]).value = number
    workbook.save(returned)
    told = json.loads(call("check", returned, "--json").out)
    assert [(sheet["children"], sheet["problems"]) for sheet in told["sheets"][:1]] == [(1, [])]
