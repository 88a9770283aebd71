from pathlib import Path

import pytest
from small_district import ROSTERS, ZHANG, child_of, district

from notoneless.ledgers.explaining import NotFoundError, explain
from notoneless.ledgers.tables import write_run
from notoneless.matching.reconciling import Reconciliation
from notoneless.standards.identity_numbers import check_digit
from notoneless.standards.rosters import RosterKind

ENDS_WITH_X = next(first + "X" for serial in range(100, 200) if check_digit(first := f"51179120140101{serial}") == "X")


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    blank = {**ROSTERS[RosterKind.REGISTER][0], "name": "吴 燕", "id_number": ENDS_WITH_X, "birth": "20140101"}
    return district({**ROSTERS, RosterKind.REGISTER: [*ROSTERS[RosterKind.REGISTER], blank]})


@pytest.fixture(scope="module")
def out(result: Reconciliation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    write_run(result, out, {}, {})
    return out


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("张小明", ["张小明"]),
        (" 张 小 明 ", ["张小明"]),
        (ZHANG, ["张小明"]),
        (ZHANG[-4:], ["张小明"]),
        ("吴燕", ["吴 燕"]),
        ("吴　燕", ["吴 燕"]),
        (ENDS_WITH_X, ["吴 燕"]),
        (ENDS_WITH_X[-5:].lower(), ["吴 燕"]),
        ("何小芳", ["何小芳", "何小芳"]),
    ],
)
def test_children_are_found_by_name_and_by_number(out: Path, wanted: str, names: list[str]) -> None:
    assert [found.name for found in explain(out, wanted)] == names


def test_a_child_is_found_by_its_id(result: Reconciliation, out: Path) -> None:
    (found,) = explain(out, child_of(result, "李静雯"))
    assert found.name == "李静雯"


@pytest.mark.parametrize("wanted", ["", "查无此人", ZHANG[-3:], "C", ".*", "張小明"])
def test_nobody_is_found_for_less(out: Path, wanted: str) -> None:
    with pytest.raises(NotFoundError, match="结果里没有"):
        explain(out, wanted)


def test_rows_are_given_with_their_place_in_every_roster(out: Path) -> None:
    (found,) = explain(out, "李静雯")
    assert [(row["kind"], row["file"], row["row"]) for row in found.rows] == [
        ("register", "适龄儿童少年名册.xlsx", 4),
        ("enrolment", "学籍系统导出.xlsx", 4),
        ("hardship", "特殊群体名单.xlsx", 3),
    ]


def test_whereabouts_and_findings_are_words_for_a_clerk(out: Path) -> None:
    (found,) = explain(out, "李静雯")
    assert found.whereabouts == "疑似辍学（在籍不在校）"
    assert [finding["label"] for finding in found.findings] == ["在籍不在校", "困难家庭失学"]
    assert all(finding["reason"] and finding["todo"] for finding in found.findings)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("王志强", "只有这一行，没有与任何名册的其他行归并"),
        ("李静雯", "3 行的身份证号相同，归为一人"),
        ("张小明", "3 行归为一人："),
    ],
)
def test_how_rows_became_one_child_is_said_first(out: Path, name: str, first: str) -> None:
    (found,) = explain(out, name)
    assert found.links[0].startswith(first)


def test_a_near_link_and_a_doubt_name_both_rows_what_agrees_and_the_score(out: Path) -> None:
    (zhang,) = explain(out, "张小明")
    assert "在校学生名册“在校学生名册.xlsx”第 3 行：" in zhang.links[1]
    doubts = {doubt for found in explain(out, "何小芳") for doubt in found.doubts}
    (doubt,) = doubts
    assert doubt.startswith(
        "适龄儿童少年名册“适龄儿童少年名册.xlsx”第 10 行 ↔ 区外就读台账“区外就读台账.xlsx”第 4 行："
    )


def test_a_folder_that_is_no_result_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="请先运行 notoneless reconcile"):
        explain(tmp_path, "张小明")
