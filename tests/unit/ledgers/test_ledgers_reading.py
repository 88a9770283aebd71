from pathlib import Path

import polars as pl
import pytest
from tests.factories.commands import contents
from tests.factories.roster_files import HE, LI, WANG, ZHANG, write_roster

from notoneless.ledgers.reading import file_name, read_files, roster_files, rosters, sheets_of
from notoneless.standards.rosters import RosterKind


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("名册.xlsx", True),
        ("名册.XLSX", True),
        ("名册.xls", True),
        ("名册.xlsm", True),
        ("名册.et", True),
        ("名册.ods", True),
        ("名册.csv", True),
        ("镇/村/名册.txt", True),
        ("名册.docx", False),
        ("名册", False),
        ("~$名册.xlsx", False),
        (".名册.xlsx", False),
        (".缓存/名册.xlsx", False),
        ("结果/名册.xlsx", False),
        ("结果二/名册.xlsx", True),
        ("旧结果/乡镇/名册.xlsx", False),
    ],
)
def test_files_that_may_be_rosters_are_taken(tmp_path: Path, name: str, taken: bool) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).touch()
    (tmp_path / "旧结果" / "run").mkdir(parents=True)
    (tmp_path / "旧结果" / "run" / "run.json").touch()
    assert roster_files(tmp_path, leave_out=tmp_path / "结果") == ([tmp_path / name] if taken else [])


def test_files_come_in_the_order_of_their_names_whatever_the_system_says(tmp_path: Path) -> None:
    names = ["乙/一.csv", "乙.csv", "a.csv", "甲.csv", "10.csv", "9.csv", "乙/丙/一.csv"]
    for name in reversed(names):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [file_name(path, tmp_path) for path in roster_files(tmp_path)] == sorted(names)


def test_a_folder_named_like_a_file_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "名册.xlsx").mkdir()
    assert roster_files(tmp_path) == []


@pytest.mark.parametrize("processes", [0, 2])
def test_sheets_are_named_by_their_file_below_the_folder(village: Path, processes: int) -> None:
    seen: list[tuple[int, int, str]] = []
    reading = read_files(roster_files(village), village, processes=processes, progress=lambda *step: seen.append(step))
    files = sorted(contents(village))
    assert [sheet.file for sheet in sheets_of(reading)] == files
    assert seen == [(at, 4, name) for at, name in enumerate(files, start=1)]
    assert reading.refused == ()


def test_what_cannot_be_read_is_refused_with_a_sentence_and_the_rest_is_read(village: Path) -> None:
    (village / "坏.xlsx").write_bytes(b"PK\x03\x04 no more")
    reading = read_files(roster_files(village), village)
    ((name, sentence),) = reading.refused
    assert (name, len(reading.books)) == ("坏.xlsx", 4)
    assert sentence.endswith("。")


def test_a_name_in_bytes_that_are_no_text_is_refused_by_name(tmp_path: Path) -> None:
    name = "名册.csv".encode("gbk").decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text("姓名\n", encoding="utf-8")
    reading = read_files(roster_files(tmp_path), tmp_path)
    assert [(file, why.partition("（")[0]) for file, why in reading.refused] == [("????.csv", "文件名的编码不对")]


def test_the_engine_gets_each_row_with_its_place_and_its_cells_as_they_are(tmp_path: Path) -> None:
    write_roster(tmp_path, RosterKind.REGISTER, ZHANG, LI, WANG.written(name=" 王 志强 "), HE)
    (roster,) = rosters(read_files(roster_files(tmp_path), tmp_path, processes=0))
    assert roster.kind is RosterKind.REGISTER
    assert roster.rows.select("file", "sheet", "row").rows() == [
        ("适龄儿童少年名册.csv", "适龄儿童少年名册", row) for row in (2, 3, 4, 5)
    ]
    assert roster.rows.get_column("id_number").to_list() == [child.number for child in (ZHANG, LI, WANG, HE)]
    assert {kind for name, kind in roster.rows.schema.items() if name != "row"} == {pl.String}
