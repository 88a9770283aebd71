import json
import re
from pathlib import Path

import pytest
from tests.factories.commands import call
from tests.factories.roster_files import HE, LI, WANG


def child_of(result: Path, name: str) -> str:
    found = json.loads(call("explain", result, name, "--json").out)
    return str(found[0]["child"])


def test_a_child_is_explained_with_its_rows_its_links_and_what_to_do(village_result: Path) -> None:
    said = call("explain", village_result, "李静雯")
    assert (said.code, said.err) == (0, "")
    head, *lines = said.out.strip().splitlines()
    assert re.fullmatch(r"李静雯（C[0-9a-f]+）　去向：疑似辍学（在籍不在校）", head)
    assert lines[0].startswith("  适龄儿童少年名册：适龄儿童少年名册.xlsx［Sheet］第 3 行：李静雯，")
    assert lines[1].startswith("  学籍系统导出：学籍系统导出.csv［学籍系统导出］第 3 行：李静雯，")
    assert lines[2] == "  归并：2 行的身份证号相同，归为一人"
    assert lines[3].startswith("  问题：在籍不在校——")


def test_a_doubt_is_explained_with_both_rows_and_the_reason(village_result: Path) -> None:
    said = call("explain", village_result, "何小芳").out
    assert (
        said.count("待确认：适龄儿童少年名册“适龄儿童少年名册.xlsx”第 5 行 ↔ 区外就读台账“区外就读台账.csv”第 2 行")
        == 2
    )
    assert "两个不同的有效身份证号" in said


def test_a_near_link_is_explained_with_what_agrees(sample_result: Path) -> None:
    import polars as pl

    link = pl.read_parquet(sample_result / "run" / "links.parquet").row(0, named=True)
    said = call("explain", sample_result, link["left_child"]).out
    assert f"“{link['left_file']}”第 {link['left_row']} 行 ↔ " in said
    assert f"“{link['right_file']}”第 {link['right_row']} 行：" in said


@pytest.mark.parametrize("wanted", [LI.number, LI.number[-4:], LI.number[-8:], f" {LI.name} ", "李 静雯"])
def test_a_child_is_found_by_name_number_or_the_end_of_its_number(village_result: Path, wanted: str) -> None:
    (found,) = json.loads(call("explain", village_result, wanted, "--json").out)
    assert found["name"] == "李静雯"


def test_a_child_is_found_by_its_id(village_result: Path) -> None:
    child = child_of(village_result, "王志强")
    assert call("explain", village_result, child).out.startswith(f"王志强（{child}）")


def test_all_children_of_one_name_are_explained(village_result: Path) -> None:
    found = json.loads(call("explain", village_result, HE.name, "--json").out)
    assert len(found) == len({each["child"] for each in found}) == 2


@pytest.mark.parametrize("wanted", ["查无此人", "C000000000000", WANG.number[-3:], "0000", "[", ".*", ""])
def test_who_is_not_there_is_said_to_be_not_there(village_result: Path, wanted: str) -> None:
    said = call("explain", village_result, wanted)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith(f"结果里没有“{wanted}”")


def test_a_folder_that_is_no_result_is_answered_with_what_to_do(village: Path) -> None:
    said = call("explain", village, "李静雯")
    assert (said.code, said.out, "请先运行 notoneless reconcile" in said.err) == (3, "", True)
