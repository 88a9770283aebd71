"""Whole districts: the same bytes twice, the truth true of the files, the forms alike."""

import csv
import hashlib
import io
import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import openpyxl
import polars as pl
import pytest

from notoneless.samples.chunks import MOST_CHILDREN
from notoneless.samples.district import MOST_IN_WORKBOOKS, DistrictSummary, Form, write_district
from notoneless.samples.scoring import score
from notoneless.standards.names import parse_name

SMALL = 300
MAKE = """
import sys
from pathlib import Path
from notoneless.samples.district import write_district
write_district(Path(sys.argv[1]), children=300, seed=9, form=sys.argv[2], damage="hard")
"""
NAME_HEADINGS = ("姓名", "儿童少年姓名", "学生姓名", "家庭成员姓名")


def _prints(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("form", ["workbooks", "csv", "parquet"])
def test_same_arguments_same_bytes_in_another_process(tmp_path: Path, form: Form) -> None:
    write_district(tmp_path / "here", children=SMALL, seed=9, form=form, damage="hard")
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", MAKE, str(tmp_path / "there"), form],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "77"},
    )
    assert _prints(tmp_path / "here") == _prints(tmp_path / "there")


def test_another_seed_is_another_district(tmp_path: Path) -> None:
    write_district(tmp_path / "a", children=SMALL, seed=1, form="csv")
    write_district(tmp_path / "b", children=SMALL, seed=2, form="csv")
    assert _prints(tmp_path / "a") != _prints(tmp_path / "b")


def _lines(path: Path, sheet: str) -> list[list[object]]:
    if path.suffix == ".csv":
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "gb18030")
        return [list(line) for line in csv.reader(io.StringIO(text))]
    return [list(line) for line in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]


@pytest.mark.parametrize("damage", ["none", "ordinary", "hard"])
def test_every_true_row_stands_in_its_file(tmp_path: Path, damage: Literal["none", "ordinary", "hard"]) -> None:
    summary = write_district(tmp_path, children=SMALL, seed=5, damage=damage)
    rows = pl.read_csv(tmp_path / "truth/rows.csv")
    names = dict(pl.read_csv(tmp_path / "truth/children.csv").select("child", "name").iter_rows())
    assert len(names) == SMALL
    assert rows.height == sum(summary.rows.values())
    assert rows["file"].n_unique() == summary.files
    assert rows.select("file", "sheet", "row").is_unique().all()
    same = 0
    for (file, sheet), part in rows.group_by("file", "sheet"):
        lines = _lines(tmp_path / "rosters" / str(file), str(sheet))
        header = next(line for line in lines if any(cell in NAME_HEADINGS for cell in line))
        column = next(at for at, cell in enumerate(header) if cell in NAME_HEADINGS)
        for row, child in part.select("row", "child").iter_rows():
            read = parse_name(str(lines[row - 1][column] or ""))
            assert read.text or read.problems
            same += read.text == parse_name(names[child]).text
    least = {"none": 1.0, "ordinary": 0.94, "hard": 0.84}[damage]
    assert least <= same / rows.height <= 1.0


def test_every_child_stands_somewhere(tmp_path: Path) -> None:
    write_district(tmp_path, children=SMALL, seed=5, form="csv")
    rows = pl.read_csv(tmp_path / "truth/rows.csv")
    assert set(rows["child"]) == set(range(1, SMALL + 1))


def test_truth_as_the_answer_scores_one(tmp_path: Path) -> None:
    write_district(tmp_path, children=400, seed=3)
    (tmp_path / "truth/links.csv").write_bytes((tmp_path / "truth/rows.csv").read_bytes())
    got = score(tmp_path / "truth", tmp_path / "truth")
    assert (got.links.precision, got.links.recall) == (1.0, 1.0)
    assert all((kind.precision, kind.recall) == (1.0, 1.0) for kind in got.findings.values())


@cache
def _summary(folder: Path, form: Form) -> DistrictSummary:
    return write_district(folder / form, children=SMALL, seed=8, form=form)


def test_the_forms_are_one_district(tmp_path: Path) -> None:
    forms: tuple[Form, ...] = ("workbooks", "csv", "parquet")
    summaries = [_summary(tmp_path, form) for form in forms]
    assert len({tuple(summary.rows.items()) for summary in summaries}) == 1
    assert len({tuple(summary.findings.items()) for summary in summaries}) == 1
    csv_children = pl.read_csv(tmp_path / "csv/truth/children.csv", infer_schema=False)
    book_children = pl.read_csv(tmp_path / "workbooks/truth/children.csv", infer_schema=False)
    part_children = pl.read_parquet(tmp_path / "parquet/truth/children/*.parquet").cast(pl.String)
    assert csv_children.equals(book_children)
    assert csv_children.equals(part_children)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_rows_of_tables_are_numbered(tmp_path: Path, form: Form) -> None:
    write_district(tmp_path, children=SMALL, seed=8, form=form, damage="none")
    if form == "csv":
        names = pl.read_csv(tmp_path / "truth/children.csv", infer_schema=False).select("child", "name")
        rows = pl.read_csv(tmp_path / "truth/rows.csv", infer_schema=False).filter(file="register.csv")
        table = pl.read_csv(tmp_path / "rosters/register.csv", infer_schema=False).with_row_index("row", offset=2)
    else:
        names = pl.read_parquet(tmp_path / "truth/children").select("child", "name")
        rows = pl.read_parquet(tmp_path / "truth/rows").filter(kind="register")
        table = pl.read_parquet(tmp_path / "rosters/register").with_row_index("row")
    joined = table.with_columns(pl.col("row").cast(rows.schema["row"])).join(rows, on="row").join(names, on="child")
    assert joined.height == table.height == rows.height
    assert (joined["name"] == joined["name_right"]).all()


def test_a_large_district_comes_in_parts(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_district(
        tmp_path,
        children=34_000,
        seed=2,
        form="parquet",
        damage="none",
        as_of=date(2025, 9, 1),
        progress=lambda done, of: told.append((done, of)),
    )
    assert len(list((tmp_path / "rosters/register").iterdir())) == 2
    assert told[-1] == (34_000, 34_000)
    rows = pl.read_parquet(tmp_path / "truth/rows").filter(kind="enrolment")
    assert rows["row"].to_list() == list(range(pl.read_parquet(tmp_path / "rosters/enrolment").height))


@pytest.mark.parametrize(
    ("children", "form"), [(MOST_IN_WORKBOOKS + 1, "workbooks"), (MOST_CHILDREN + 1, "parquet"), (3, "csv")]
)
def test_numbers_out_of_bounds_are_refused(tmp_path: Path, children: int, form: Form) -> None:
    with pytest.raises(ValueError, match="儿童"):
        write_district(tmp_path, children=children, seed=1, form=form)
