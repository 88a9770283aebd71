import csv
import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from small_district import AS_OF, district
from tests.factories.commands import contents

from notoneless import __version__
from notoneless.ledgers.tables import digest, is_result, write_run, write_tables, written_files
from notoneless.matching.reconciling import Reconciliation


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return district()


@pytest.fixture(scope="module")
def folder(result: Reconciliation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_tables(result, folder)
    write_run(result, folder, {"名册.xlsx": "0" * 64}, {"children": result.children.height})
    return folder


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_has_its_child(result: Reconciliation, folder: Path) -> None:
    links = table(folder / "links.csv")
    assert list(links[0]) == ["file", "sheet", "row", "child"]
    assert len(links) == result.rows.height
    assert {link["child"] for link in links} == set(result.children.get_column("child"))
    assert len({(link["file"], link["sheet"], link["row"]) for link in links}) == len(links)


def test_every_finding_is_one_line(result: Reconciliation, folder: Path) -> None:
    found = table(folder / "findings.csv")
    lines = (folder / "findings.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(found) == len(lines) - 1 == result.findings.height
    assert list(found[0])[:2] == ["kind", "child"]
    assert all(finding["evidence"] for finding in found)


def test_both_are_utf_8_with_the_mark_by_which_excel_knows_it(folder: Path) -> None:
    for name in ("links.csv", "findings.csv"):
        assert (folder / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_run_is_kept_with_its_inputs_day_and_points(result: Reconciliation, folder: Path) -> None:
    record = json.loads((folder / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["as_of"] == AS_OF.isoformat() == date.fromisoformat(record["as_of"]).isoformat()
    assert (record["version"], record["inputs"]) == (__version__, {"名册.xlsx": "0" * 64})
    assert record["points"]["start"] == result.linkage.points.start
    levels = {(field, level) for field, given in record["points"]["levels"].items() for level in given}
    assert levels == set(result.linkage.points.by_level)


def test_every_written_file_is_listed_with_its_digest_but_the_list_itself(folder: Path) -> None:
    files = contents(folder)
    assert files.pop("run/run.json")
    assert written_files(folder) == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_where_there_is_no_list_nothing_is_known_as_written(tmp_path: Path) -> None:
    assert written_files(tmp_path) == {}


def test_a_finding_that_begins_like_a_formula_is_a_text_and_a_link_is_as_in_the_source(
    result: Reconciliation, tmp_path: Path
) -> None:
    odd = replace(
        result,
        findings=result.findings.with_columns(name=pl.lit("=1+1"), school=pl.lit("＠小学"), reason=pl.lit("-\n+")),
        rows=result.rows.with_columns(file=pl.lit("=1.csv"), sheet=pl.lit("@表")),
    )
    write_tables(odd, tmp_path)
    found, link = table(tmp_path / "findings.csv")[0], table(tmp_path / "links.csv")[0]
    assert (found["name"], found["school"], found["reason"]) == ("'=1+1", "'＠小学", "'-；+")
    assert (link["file"], link["sheet"]) == ("=1.csv", "@表")


@pytest.mark.parametrize("name", ["rows", "children", "findings", "links", "doubtful"])
def test_its_tables_can_be_read_again(result: Reconciliation, folder: Path, name: str) -> None:
    heights = {
        "rows": result.rows.height,
        "children": result.children.height,
        "findings": result.findings.height,
        "links": result.linkage.links.height,
        "doubtful": result.linkage.doubtful.height,
    }
    assert pl.read_parquet(folder / "run" / f"{name}.parquet").height == heights[name]


def test_pairs_are_kept_with_the_place_of_both_rows(result: Reconciliation, folder: Path) -> None:
    (pair,) = pl.read_parquet(folder / "run" / "doubtful.parquet").iter_rows(named=True)
    left, right = result.linkage.doubtful.select("l", "r").row(0)
    for side, uid in (("left", left), ("right", right)):
        row = result.rows.row(uid, named=True)
        assert all(pair[f"{side}_{name}"] == row[name] for name in ("file", "sheet", "row", "child", "fingerprint"))


def test_a_result_is_known_by_its_record(folder: Path, tmp_path: Path) -> None:
    assert is_result(folder)
    assert not is_result(tmp_path)
    (tmp_path / "run" / "run.json").mkdir(parents=True)
    assert not is_result(tmp_path)


@pytest.mark.parametrize("size", [0, 1, 1 << 20])
def test_a_digest_is_the_sha_256_of_the_file(tmp_path: Path, size: int) -> None:
    path = tmp_path / "文件"
    path.write_bytes(b"a" * size)
    assert digest(path) == hashlib.sha256(b"a" * size).hexdigest()
