"""What people answer comes back into the system, is obeyed, and is not asked again."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import AS_OF
from tests.factories.commands import Said, call, contents
from tests.factories.filled_lists import fill_in

HOME, PAIRS = "疑似失学辍学核查清单/乡镇/清溪镇.xlsx", "待人工确认.xlsx"


@pytest.fixture
def result(village: Path, village_result: Path) -> Path:
    """The result folder of the village, of an earlier run."""
    return shutil.copytree(village_result, village.with_name("名册-台账"))


def reconcile(village: Path, *words: object, day: str = AS_OF) -> Said:
    return call("reconcile", village, "--as-of", day, "--processes", 0, *words)


def open_questions(result: Path) -> set[tuple[str, str]]:
    """Name and kind of each finding, but for faults of writing."""
    with (result / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["name"], row["kind"]) for row in csv.DictReader(file) if row["severity"] != "data"}


def decisions(result: Path) -> list[dict[str, str]]:
    with (result / "decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_pair_said_to_be_one_child_and_a_child_found_are_obeyed_and_remembered(village: Path, result: Path) -> None:
    fill_in(result / PAIRS, "何小芳", "是同一人", "户口簿已换号")
    fill_in(result / HOME, "王志强", "B3 省外就读", "某省某市实验学校，就读证明")

    said = reconcile(village, "--answers", result / PAIRS, "--answers", result / HOME)

    assert said.code == 0
    assert said.err == "《清溪镇.xlsx》共 3 行，还有 2 行没有填结果，仍留在清单上。\n"
    assert "共 4 名儿童" in said.out
    assert open_questions(result) == {("李静雯", "record_without_person")}
    assert [(row["decision"], row["result"], row["until"], row["by"]) for row in decisions(result)] == [
        ("same", "", "", "钱老师"),
        ("settled", "B3", "2024-08-31", "钱老师"),
    ]

    before = contents(result)
    again = reconcile(village)
    assert (again.code, again.err) == (0, "")
    assert contents(result) == before


def test_a_result_that_expires_brings_the_child_back_by_itself(village: Path, result: Path) -> None:
    fill_in(result / HOME, "王志强", "B3 省外就读", "某省某市实验学校，就读证明")
    reconcile(village, "--answers", result / HOME)
    for day, back in (("2024-08-31", False), ("2024-09-01", True)):
        reconcile(village, day=day)
        assert (("王志强", "not_enrolled") in open_questions(result)) is back


def test_a_later_answer_takes_the_place_of_an_earlier_one(village: Path, result: Path) -> None:
    fill_in(result / PAIRS, "何小芳", "不是同一人")
    kept = shutil.copy(result / PAIRS, village.parent / "第二次.xlsx")
    reconcile(village, "--answers", result / PAIRS)
    assert [row["decision"] for row in decisions(result)] == ["different"]

    fill_in(Path(kept), "何小芳", "是同一人", on=date(2024, 3, 8))
    reconcile(village, "--answers", kept)
    assert [row["decision"] for row in decisions(result)] == ["same"]


def test_an_answer_that_cannot_be_taken_is_told_with_its_row_and_the_others_are_taken(
    village: Path, result: Path
) -> None:
    fill_in(result / HOME, "王志强", "B3 省外就读", "某省某市实验学校，就读证明")
    fill_in(result / HOME, "李静雯", "不知道")
    said = reconcile(village, "--answers", result / HOME)
    assert said.code == 0
    assert any("《清溪镇.xlsx》“核查清单”第 " in line and "不在选项中" in line for line in said.err.splitlines())
    assert [row["result"] for row in decisions(result)] == ["B3"]


def test_a_list_that_is_no_list_is_named_and_the_run_goes_on(village: Path, result: Path) -> None:
    said = reconcile(village, "--answers", village / "学籍系统导出.csv")
    assert (said.code, decisions(result)) == (0, [])
    assert said.err.startswith("《学籍系统导出.csv》没有读入：")


def test_a_file_of_decisions_may_lie_elsewhere(village: Path, result: Path) -> None:
    fill_in(result / PAIRS, "何小芳", "是同一人")
    reconcile(village, "--answers", result / PAIRS)
    kept = shutil.copy(result / "decisions.csv", village.parent / "以往.csv")
    shutil.rmtree(result)
    said = reconcile(village, "--decisions", kept)
    assert "共 4 名儿童" in said.out
    assert [row["decision"] for row in decisions(result)] == ["same"]


def test_a_broken_line_of_decisions_stops_the_run_by_name_before_anything_is_changed(
    village: Path, result: Path
) -> None:
    with (result / "decisions.csv").open("a", encoding="utf-8") as file:
        file.write("same,aaaaaaaaaaaa,bbbbbbbbbbbb,,,,,\nsettled,cccccccccccc,,B3,学年末,,,\n")
    before = contents(result)
    said = reconcile(village)
    assert (said.code, said.out) == (2, "")
    assert "decisions.csv 第 3 行：until 应写成 2024-08-31 这样的日期，现为“学年末”" in said.err
    assert contents(result) == before


def test_a_run_killed_between_its_renames_loses_no_decision(village: Path, result: Path) -> None:
    fill_in(result / PAIRS, "何小芳", "是同一人")
    reconcile(village, "--answers", result / PAIRS)
    result.rename(result.with_name(".名册-台账.old"))
    assert "共 4 名儿童" in reconcile(village).out
    assert [row["decision"] for row in decisions(result)] == ["same"]
