from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from pages import lines, top
from small_district import CREATED, SCHOOL, district

from notoneless.ledgers.workbooks.balance_tables import write_balance_tables
from notoneless.matching.reconciling import Reconciliation

PLACES = ("勾稽-乡镇（街道）", "勾稽-村（社区）", "勾稽-学校")


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return district()


@pytest.fixture(scope="module")
def path(result: Reconciliation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = write_balance_tables(result, tmp_path_factory.mktemp("out"), created=CREATED)
    return path


def test_the_checks_and_comparisons_by_township(path: Path) -> None:
    *_, whole, note = lines(path, "四查三比对", "乡镇（街道）")
    figures = list(whole.values())
    assert figures[0] == "合计"
    assert figures[5:] == [3, 1, 1]  # 户籍×学籍, 学籍×在校, of these in hardship
    assert "未注明" in str(note["乡镇（街道）"])


@pytest.mark.parametrize("sheet", PLACES)
def test_a_balance_prints_its_equation_and_says_that_it_holds(path: Path, sheet: str) -> None:
    assert "勾稽等式" in top(path, sheet)
    assert "结论：平衡" in top(path, sheet)


def test_each_line_adds_up(path: Path) -> None:
    for line in lines(path, "勾稽-乡镇（街道）", "乡镇（街道）"):
        cells = [
            int(str(n))
            for name, n in line.items()
            if name not in ("乡镇（街道）", "名册行数", "重复行", "儿童数", "差额")
        ]
        assert int(str(line["名册行数"])) - int(str(line["重复行"])) == line["儿童数"] == sum(cells)
        assert line["差额"] == 0


def test_schools_stand_with_their_sums(path: Path) -> None:
    *schools, whole = lines(path, "勾稽-学校", "学校")
    assert whole["学籍数"] == sum(int(str(line["学籍数"])) for line in schools) == 3
    (own,) = (line for line in schools if line["学校"] == SCHOOL)
    assert (own["在籍不在校"], own["无学籍"]) == (1, 1)


def test_a_difference_is_red_and_said_in_words(result: Reconciliation, tmp_path: Path) -> None:
    wrong = pl.when(pl.col("township") == "赵家镇").then(1).otherwise("difference").alias("difference")
    balance = replace(result.balance, places=result.balance.places.with_columns(wrong))
    (path,) = write_balance_tables(replace(result, balance=balance), tmp_path, created=CREATED)
    assert "结论：不平衡。有 1 处差额不为 0" in top(path, PLACES[0])
    sheet = openpyxl.load_workbook(path)[PLACES[0]]
    red = [row[0].value for row in sheet.iter_rows() if row[0].fill.fgColor.rgb == "FFF8D0CC"]
    assert red == ["赵家镇"]
