import json
import shutil
from pathlib import Path, PureWindowsPath
from typing import Any, cast

import click
import openpyxl
import pytest
from tests.corpora.hostile import SPECIMENS
from tests.factories.commands import call, contents
from tests.factories.roster_files import LI, WANG, ZHANG, write_roster

from notoneless.cli.commands.check import _common
from notoneless.standards.rosters import RosterKind

HOSTILE = ("压缩炸弹.xlsx", "带宏.xlsm", "没传完.xlsx", "密码保护.xlsx", "通知.txt", "路径越界.xlsx", "乱码.csv")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A register with a number whose check digit is wrong in row 3, and the same number twice in rows 4 and 5."""
    wrong = WANG.number[:17] + ("0" if WANG.number[17] != "0" else "1")
    children = (ZHANG, WANG.written(id_number=wrong), LI, LI.but(name="李静文"))
    return write_roster(tmp_path / "错", RosterKind.REGISTER, *children, ending=".xlsx")


def test_a_clean_roster_is_described_and_ends_with_0(tmp_path: Path) -> None:
    said = call("check", write_roster(tmp_path, RosterKind.REGISTER, ZHANG, LI))
    assert (said.code, said.err) == (0, "")
    first, columns, *_ = said.out.splitlines()
    assert first == "适龄儿童少年名册.csv［适龄儿童少年名册］：适龄儿童少年名册，2 名儿童，另有 1 行不是儿童"
    assert "身份证号→身份证号" in columns


def test_errors_are_named_with_row_and_column_and_end_with_1(faulty: Path) -> None:
    said = call("check", faulty)
    assert said.code == 1
    assert [line.split("：")[0] for line in said.out.splitlines() if line.startswith("  第")] == [
        "  第 3 行 身份证号",
        "  第 4 行 身份证号",
        "  第 5 行 身份证号",
    ]


def test_json_has_every_problem_and_every_row_that_is_no_child(faulty: Path) -> None:
    (sheet,) = json.loads(call("check", faulty, "--json").out)["sheets"]
    assert (sheet["kind"], sheet["children"]) == ("register", 4)
    assert [row["row"] for row in sheet["explained"]] == [1]
    assert {(each["row"], each["field"], each["severity"]) for each in sheet["problems"]} >= {(3, "id_number", "error")}
    assert all(each["sentence"] for each in sheet["problems"])


@pytest.mark.parametrize(("most", "shown"), [("1", 1), ("2", 2), ("0", 3), ("20", 3)])
def test_only_so_many_problems_are_listed_and_the_rest_is_counted(faulty: Path, most: str, shown: int) -> None:
    said = call("check", faulty, "--most", most).out
    assert said.count("\n  第 ") == shown
    assert ("还有" in said) is (shown < 3)


def test_a_folder_is_checked_file_by_file_with_its_subfolders(village: Path) -> None:
    (village / "镇").mkdir()
    (village / "在校学生名册.csv").rename(village / "镇" / "在校学生名册.csv")
    said = call("check", village)
    assert said.code == 0
    assert [line.split("［")[0] for line in said.out.splitlines() if "名儿童" in line] == [
        "区外就读台账.csv",
        "学籍系统导出.csv",
        "适龄儿童少年名册.xlsx",
        "镇/在校学生名册.csv",
    ]


def test_files_of_several_folders_are_named_from_the_nearest_common_one(village: Path, tmp_path: Path) -> None:
    other = write_roster(tmp_path / "另", RosterKind.REGISTER, ZHANG)
    said = call("check", other, village / "学籍系统导出.csv")
    assert [line.split("［")[0] for line in said.out.splitlines() if "名儿童" in line] == [
        "另/适龄儿童少年名册.csv",
        "名册/学籍系统导出.csv",
    ]


def test_files_on_two_drives_are_refused() -> None:
    paths = [PureWindowsPath("C:/甲/名册.xlsx"), PureWindowsPath("D:/乙/名册.xlsx")]
    with pytest.raises(click.UsageError, match="请分开检查"):
        _common(cast(Any, paths))


def test_out_gives_the_file_back_with_a_column_of_problems(faulty: Path, tmp_path: Path) -> None:
    before = faulty.read_bytes()
    said = call("check", faulty, "--out", tmp_path / "退回")
    (written,) = (tmp_path / "退回").iterdir()
    assert said.code == 1
    assert f"已写出 {written}" in said.out
    rows = list(openpyxl.load_workbook(written).worksheets[0].iter_rows(values_only=True))
    assert rows[0][-1] == "问题"
    assert [bool(row[-1]) for row in rows[1:]] == [False, True, True, True]
    assert [row[:-1] for row in rows] == list(openpyxl.load_workbook(faulty).worksheets[0].iter_rows(values_only=True))
    assert faulty.read_bytes() == before


def test_only_files_with_problems_are_given_back_each_in_its_subfolder(
    village: Path, faulty: Path, tmp_path: Path
) -> None:
    shutil.copytree(faulty.parent, village / "镇")
    call("check", village, "--out", tmp_path / "退回")
    assert list(contents(tmp_path / "退回")) == ["镇/适龄儿童少年名册.xlsx"]


def test_out_never_takes_the_place_of_a_source(faulty: Path) -> None:
    before = contents(faulty.parent)
    said = call("check", faulty, "--out", faulty.parent)
    assert (said.code, "会覆盖原表" in said.err) == (2, True)
    assert contents(faulty.parent) == before


def test_two_files_of_one_name_are_both_given_back(faulty: Path, tmp_path: Path) -> None:
    write_roster(faulty.parent, RosterKind.REGISTER, LI, LI.but(name="李静文"))
    call("check", faulty.parent, "--out", tmp_path / "退回")
    assert list(contents(tmp_path / "退回")) == ["适龄儿童少年名册.csv.xlsx", "适龄儿童少年名册.xlsx"]


def test_a_hostile_file_costs_a_sentence_and_no_other_file(village: Path) -> None:
    for specimen in SPECIMENS:
        if specimen.name in HOSTILE:
            (village / specimen.name).write_bytes(specimen.content())
    said = call("check", village)
    assert said.code == 1
    assert sorted(line.split("：")[0] for line in said.err.splitlines()) == sorted(f"未能读取 {n}" for n in HOSTILE)
    assert said.out.count("名儿童") == 4


def test_a_file_name_in_another_encoding_costs_that_file_only(village: Path) -> None:
    source = village / "在校学生名册.csv"
    source.rename(village / "名册.csv".encode("gbk").decode("utf-8", "surrogateescape"))
    said = call("check", village)
    assert (said.code, said.out.count("名儿童")) == (1, 3)
    assert said.err.startswith("未能读取 ????.csv：文件名的编码不对")
