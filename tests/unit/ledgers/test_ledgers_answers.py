from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pages import answer
from small_district import AS_OF, CREATED, SCHOOL, child_of, district, whereabouts

from notoneless.ledgers.answers import read_answer_files
from notoneless.ledgers.workbooks.check_lists import FOLDER, SHEET, write_check_lists
from notoneless.ledgers.workbooks.doubtful_pairs import write_doubtful_pairs
from notoneless.matching.decisions import Decision, Verdict
from notoneless.matching.reconciling import Reconciliation

LIST, PAIRS = SHEET, "待人工确认"


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return district()


@pytest.fixture
def township(result: Reconciliation, tmp_path: Path) -> Path:
    write_check_lists(result, tmp_path, created=CREATED)
    return tmp_path / FOLDER / "乡镇" / "赵家镇.xlsx"


@pytest.fixture
def school(township: Path) -> Path:
    return township.parent.parent / "学校" / f"{SCHOOL}.xlsx"


@pytest.fixture
def pairs(result: Reconciliation, tmp_path: Path) -> Path:
    (path,) = write_doubtful_pairs(result, tmp_path, created=CREATED)
    return path


def pair_key(result: Reconciliation) -> str:
    left, right = result.linkage.doubtful.select("l", "r").row(0)
    return "-".join(result.rows.get_column("fingerprint")[uid] for uid in (left, right))


def kinds_of(result: Reconciliation, child: str) -> set[str]:
    return {kind for kind, whose in result.findings.select("kind", "child").iter_rows() if whose == child}


def test_a_settled_child_leaves_the_list_until_the_school_year_ends(result: Reconciliation, township: Path) -> None:
    child = child_of(result, "王志强")
    answer(township, LIST, child, "B3 省外就读", "某省某市实验学校，就读证明")
    decisions, said = read_answer_files([township], AS_OF)
    assert decisions == [
        Decision(
            Verdict.SETTLED,
            child.removeprefix("C"),
            result="B3",
            until=date(2024, 8, 31),
            on="2024-03-05",
            by="钱老师",
            note="某省某市实验学校，就读证明",
        )
    ]
    assert said == ["《赵家镇.xlsx》共 3 行，还有 2 行没有填结果，仍留在清单上。"]
    again = district(decisions=decisions)
    assert whereabouts(again)["王志强"] == "elsewhere"
    assert kinds_of(again, child) == set()


def test_two_rows_said_to_be_one_child_are_joined(result: Reconciliation, pairs: Path) -> None:
    answer(pairs, PAIRS, pair_key(result), "是同一人", "户口簿已换号")
    decisions, said = read_answer_files([pairs], AS_OF)
    assert [(each.verdict, each.note, said) for each in decisions] == [(Verdict.SAME, "户口簿已换号", [])]
    again = district(decisions=decisions)
    assert again.children.height == result.children.height - 1
    assert again.linkage.doubtful.height == 0
    assert "not_enrolled" not in kinds_of(again, child_of(again, "何小芳"))


def test_two_rows_said_to_be_two_children_are_asked_about_no_more(result: Reconciliation, pairs: Path) -> None:
    answer(pairs, PAIRS, pair_key(result), "不是同一人")
    decisions, _ = read_answer_files([pairs], AS_OF)
    again = district(decisions=decisions)
    assert (again.children.height, again.linkage.doubtful.height) == (result.children.height, 0)


def test_an_unsure_answer_decides_nothing_and_is_counted(result: Reconciliation, pairs: Path) -> None:
    answer(pairs, PAIRS, pair_key(result), "无法确定", "联系不上")
    assert read_answer_files([pairs], AS_OF) == ([], ["《待人工确认.xlsx》有 1 行填的是无法确定，仍留在清单上。"])


@pytest.mark.parametrize(
    ("written", "on", "until"),
    [
        (("A4",), date(2024, 3, 5), None),
        (("H", "厌学"), date(2024, 3, 5), None),
        (("C1", "某教〔2024〕1号"), date(2024, 8, 31), date(2024, 8, 31)),
        (("E", "外出未归"), date(2024, 9, 1), date(2025, 8, 31)),
    ],
)
def test_only_results_that_expire_have_a_last_day(
    result: Reconciliation, township: Path, written: tuple[str, ...], on: date, until: date | None
) -> None:
    answer(township, LIST, child_of(result, "王志强"), *written, on=on)
    (decision,), _ = read_answer_files([township], AS_OF)
    assert (decision.result, decision.until) == (written[0], until)


def test_the_later_of_two_answers_stands_and_the_other_is_spoken_of(
    result: Reconciliation, township: Path, school: Path
) -> None:
    child = child_of(result, "李静雯")
    answer(township, LIST, child, "G", "未返校", on=date(2024, 3, 4))
    answer(school, LIST, child, "C1", "某教〔2024〕1号", on=date(2024, 3, 6))
    for order in ([township, school], [school, township]):
        decisions, said = read_answer_files(order, AS_OF)
        assert [each.result for each in decisions] == ["C1"]
        assert any(text.startswith("《赵家镇.xlsx》“核查清单”第 4 行没有采用") for text in said)


def test_two_answers_of_one_day_that_differ_are_both_left_to_people(
    result: Reconciliation, township: Path, school: Path
) -> None:
    child = child_of(result, "李静雯")
    answer(township, LIST, child, "G", "未返校")
    answer(school, LIST, child, "C1", "某教〔2024〕1号")
    decisions, said = read_answer_files([township, school], AS_OF)
    assert decisions == []
    assert any("同一天填了不同的结果，都没有采用" in text for text in said)


def test_two_lists_that_agree_give_one_decision(result: Reconciliation, township: Path, school: Path) -> None:
    for path in (township, school):
        answer(path, LIST, child_of(result, "李静雯"), "G", "未返校")
    decisions, _ = read_answer_files([township, school], AS_OF)
    assert [each.result for each in decisions] == ["G"]


@pytest.mark.parametrize(
    ("written", "on", "words"),
    [
        ("随便写的", date(2024, 3, 5), "不在选项中"),
        ("B3", date(2024, 3, 5), "须在“说明”里写明"),
        ("A4", date(2204, 3, 5), "请核对年份"),
    ],
)
def test_what_cannot_be_taken_is_said_with_file_sheet_and_row(
    result: Reconciliation, township: Path, written: str, on: date, words: str
) -> None:
    answer(township, LIST, child_of(result, "王志强"), written, on=on)
    decisions, said = read_answer_files([township], AS_OF)
    assert decisions == []
    assert said[0].startswith("《赵家镇.xlsx》“核查清单”第 5 行没有采用：")
    assert words in said[0]


@pytest.mark.parametrize("key", ["C123", "X0123456789ab", "0123456789ab-0123456789ab"])
def test_a_key_of_another_making_is_refused(result: Reconciliation, township: Path, key: str) -> None:
    child = child_of(result, "王志强")
    answer(township, LIST, child, "A4")
    workbook = openpyxl.load_workbook(township)
    for row in workbook[LIST].iter_rows():
        for cell in row:
            if cell.value == child:
                cell.value = key
    workbook.save(township)
    decisions, said = read_answer_files([township], AS_OF)
    assert (decisions, "不是本系统发出的" in said[0]) == ([], True)


def test_files_that_are_no_lists_are_named(tmp_path: Path) -> None:
    damaged, other = tmp_path / "坏.xlsx", tmp_path / "别的.xlsx"
    damaged.write_bytes(b"\x00\x01\x02")
    openpyxl.Workbook().save(other)
    decisions, said = read_answer_files([damaged, other], AS_OF)
    assert decisions == []
    assert [text.split("：")[0] for text in said] == ["《坏.xlsx》没有读入", "《别的.xlsx》没有读入"]
