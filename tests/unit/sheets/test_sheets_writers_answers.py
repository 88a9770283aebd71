from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from notoneless.sheets.writers.answers import Answer, answer_choices, read_answers
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger

COLUMNS = (
    LedgerColumn("核对码", 14, "id"),
    LedgerColumn("姓名", 10),
    LedgerColumn("核查结果", 20, choices=answer_choices("verification"), asked=True),
    LedgerColumn("说明", 30, asked=True),
    LedgerColumn("核查人", 10, asked=True),
    LedgerColumn("核查日期", 12, "date", asked=True),
)
DETAIL = "就读证明"


def sent_out(path: Path, rows: list[Row], columns: tuple[LedgerColumn, ...] = COLUMNS) -> Path:
    sheet = LedgerSheet("核查清单", "核查清单", columns, rows, subtitle="某校", footnotes=("填表说明：逐行填写。",))
    write_ledger(path, [sheet], created=datetime(2024, 3, 1, tzinfo=UTC))
    return path


def one(tmp_path: Path, *cells: Any) -> Answer:
    (answer,) = read_answers(sent_out(tmp_path / "清单.xlsx", [cells]))
    return answer


def test_an_answer_is_read_with_who_gave_it_and_when(tmp_path: Path) -> None:
    answer = one(tmp_path, "N-7f3a", "张明", "B3 省外就读", DETAIL, "王老师", "2024-03-05")
    assert answer == Answer("核查清单", 4, "N-7f3a", "B3", DETAIL, "王老师", "2024-03-05", "")


def test_a_row_nobody_has_answered_comes_without_an_answer(tmp_path: Path) -> None:
    assert one(tmp_path, "N-7f3a", "张明") == Answer("核查清单", 4, "N-7f3a", "", "", "", "", "")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("B3 省外就读", "B3"),
        ("B3", "B3"),
        ("b3", "B3"),
        ("省外就读", "B3"),
        ("Ｂ３　省外就读", "B3"),
        ("G", "G"),
        ("失联", "E"),
    ],
)
def test_an_answer_is_known_by_code_choice_or_words(tmp_path: Path, written: str, code: str) -> None:
    answer = one(tmp_path, "N-1", "张明", written, DETAIL, "王老师", "2024-03-05")
    assert (answer.answer, answer.problem) == (code, "")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-3-5", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("2024.03.05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        (20240305, "2024-03-05"),
        ("2024/3/5 10:30", "2024-03-05"),
    ],
)
def test_a_date_is_read_however_it_is_written(tmp_path: Path, written: Any, iso: str) -> None:
    answer = one(tmp_path, "N-1", "张明", "B3", DETAIL, "王老师", written)
    assert (answer.on, answer.problem) == (iso, "")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("", "张明", "B3", DETAIL, "王老师", "2024-03-05"), "没有核对码"),
        (("N-1之一", "张明", "B3", DETAIL, "王老师", "2024-03-05"), "核对码“N-1之一”不是清单上的样子"),
        (("N-1", "张明", "在家带弟弟", DETAIL, "王老师", "2024-03-05"), "结果“在家带弟弟”不在选项中"),
        (("N-1", "张明", "B9", DETAIL, "王老师", "2024-03-05"), "结果“B9”不在选项中"),
        (("N-1", "张明", "B3", "", "王老师", "2024-03-05"), "须在“说明”里写明"),
        (("N-1", "张明", "", "电话打不通", "", ""), "还没有选结果"),
        (("N-1", "张明", "B3", DETAIL, "", "2024-03-05"), "没有填核查人"),
        (("N-1", "张明", "B3", DETAIL, "王老师", ""), "没有填核查日期"),
        (("N-1", "张明", "B3", DETAIL, "王老师", "昨天"), "日期“昨天”看不懂"),
        (("N-1", "张明", "B3", DETAIL, "王老师", "2024-02-30"), "日期“2024-02-30”看不懂"),
    ],
)
def test_what_cannot_be_taken_is_said_in_words(tmp_path: Path, cells: tuple[str, ...], words: str) -> None:
    problem = one(tmp_path, *cells).problem
    assert words in problem
    assert problem.count("。") == 1


def test_two_answers_for_one_key_contradict_each_other(tmp_path: Path) -> None:
    given = ("张明", "B3", DETAIL, "王老师", "2024-03-05")
    other = ("张明", "G", "未返校", "李老师", "2024-03-06")
    rows: list[Row] = [("N-1", *given), ("N-2", *given), ("N-1", *other), ("N-2", *given), ("N-1", "张明")]
    answers = read_answers(sent_out(tmp_path / "清单.xlsx", rows))
    assert [answer.problem for answer in answers] == [
        "同一核对码在“核查清单”第 6 行填了不同的结果，请只留一个。",
        "",
        "同一核对码在“核查清单”第 4 行填了不同的结果，请只留一个。",
        "",
        "",
    ]


def test_people_may_sort_delete_add_and_hide(tmp_path: Path) -> None:
    given = ("B3 省外就读", DETAIL, "王老师")
    path = sent_out(tmp_path / "清单.xlsx", [(f"N-{n}", f"名{n}", *given, "") for n in range(1, 6)])
    book = openpyxl.load_workbook(path)
    sheet = book["核查清单"]
    sheet.delete_rows(6)
    sheet.insert_cols(3, 2)
    sheet["C3"], sheet["D3"] = "说明", "本校另记"
    sheet["C4"] = "我们自己的说明"
    sheet.insert_rows(1, 2)
    sheet["A1"] = "县里加的一行"
    sheet.row_dimensions[6].hidden = True
    for row in range(6, 10):
        sheet.cell(row, 8).value = date(2024, 3, row)
    book.save(path)
    answers = read_answers(path)
    assert [
        (answer.row, answer.key, answer.answer, answer.detail, answer.on, answer.problem) for answer in answers
    ] == [
        (6, "N-1", "B3", DETAIL, "2024-03-06", ""),
        (7, "N-2", "B3", DETAIL, "2024-03-07", ""),
        (8, "N-4", "B3", DETAIL, "2024-03-08", ""),
        (9, "N-5", "B3", DETAIL, "2024-03-09", ""),
    ]


def test_a_review_of_pairs_asks_less(tmp_path: Path) -> None:
    columns = (
        LedgerColumn("核对码", 14, "id"),
        LedgerColumn("确认结果", 14, choices=answer_choices("review"), asked=True),
        LedgerColumn("说明", 14, asked=True),
    )
    rows: list[Row] = [("P-1", "是同一人"), ("P-2", "不是"), ("P-3", "无法确定"), ("P-4", "大概"), ("P-5", "")]
    answers = read_answers(sent_out(tmp_path / "确认.xlsx", rows, columns))
    assert [answer.answer for answer in answers] == ["same", "different", "unsure", "大概", ""]
    assert [bool(answer.problem) for answer in answers] == [False, False, False, True, False]


def test_a_list_saved_as_text_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("核对码,姓名,核查结果,说明\nN-1,张明,B3,就读证明\nN-2,李丽,,\n", encoding="gb18030")
    assert [(answer.key, answer.answer) for answer in read_answers(path)] == [("N-1", "B3"), ("N-2", "")]


def test_a_list_without_its_answer_column_says_so(tmp_path: Path) -> None:
    (answer,) = read_answers(sent_out(tmp_path / "清单.xlsx", [("N-1", "张明")], COLUMNS[:2]))
    assert "没有“核查结果”或“确认结果”一列" in answer.problem


def test_a_file_that_is_no_check_list_is_refused_in_words(tmp_path: Path) -> None:
    path = sent_out(tmp_path / "名册.xlsx", [("张明",)], COLUMNS[1:2])
    with pytest.raises(ValueError, match="没有找到“核对码”一列"):
        read_answers(path)
