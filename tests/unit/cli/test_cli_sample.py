import csv
import json
from pathlib import Path

import polars as pl
import pytest
from tests.factories.commands import call, contents

from notoneless.standards.rosters import RosterKind


@pytest.mark.parametrize("form", ["workbooks", "csv", "parquet"])
def test_the_same_seed_gives_the_same_bytes_and_another_one_others(form: str, tmp_path: Path) -> None:
    for name, seed in (("甲", 3), ("乙", 3), ("丙", 4)):
        assert call("sample", "--children", 40, "--seed", seed, "--form", form, "--out", tmp_path / name).code == 0
    first, again, other = (contents(tmp_path / name) for name in "甲乙丙")
    assert first == again
    assert first != other


def test_csv_is_one_table_for_each_kind_with_its_truth(tmp_path: Path) -> None:
    call("sample", "--children", 60, "--form", "csv", "--out", tmp_path)
    tables = sorted(path.stem for path in (tmp_path / "rosters").iterdir())
    assert tables == sorted(kind.value for kind in RosterKind)
    with (tmp_path / "truth" / "rows.csv").open(encoding="utf-8") as file:
        truth = list(csv.DictReader(file))
    rows = sum(pl.read_csv(path, infer_schema=False).height for path in (tmp_path / "rosters").iterdir())
    assert len(truth) == rows
    assert {row["file"].removesuffix(".csv") for row in truth} <= set(tables)


def test_parquet_is_one_folder_for_each_kind_with_its_truth(tmp_path: Path) -> None:
    call("sample", "--children", 60, "--form", "parquet", "--out", tmp_path)
    for kind in RosterKind:
        rows = pl.read_parquet(tmp_path / "rosters" / kind / "*.parquet").height
        assert pl.read_parquet(tmp_path / "truth" / "rows" / "*.parquet").filter(pl.col("kind") == kind).height == rows


def test_without_damage_nothing_is_wrong_but_what_is_not_known(tmp_path: Path) -> None:
    call("sample", "--children", 60, "--damage", "none", "--out", tmp_path)
    sheets = json.loads(call("check", tmp_path / "rosters", "--json").out)["sheets"]
    errors = [each for sheet in sheets for each in sheet["problems"] if each["severity"] == "error"]
    assert {each["sentence"] for each in errors} <= {"身份证号：没有填写，请补填。"}


def test_a_folder_with_anything_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "我的文件.txt").write_text("别动", encoding="utf-8")
    said = call("sample", "--children", 20, "--out", tmp_path)
    assert (said.code, "里已有文件；请另选一个空文件夹" in said.err) == (2, True)
    assert contents(tmp_path) == {"我的文件.txt": "别动".encode()}


def test_a_district_that_would_not_fit_on_a_sheet_is_refused_in_words(tmp_path: Path) -> None:
    said = call("sample", "--children", 1_000_001, "--out", tmp_path)
    assert (said.code, said.err) == (2, "工作簿形式最多 1000000 名儿童：1000001\n")
