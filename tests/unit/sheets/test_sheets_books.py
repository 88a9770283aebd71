import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.corpora.packages import ROSTER, workbook

from notoneless.sheets.readers.books import read_book
from notoneless.sheets.readers.limits import DEFAULT
from notoneless.sheets.refusals import Refusal


def _code(path: Path) -> str:
    with pytest.raises(Refusal) as raised:
        read_book(path)
    return raised.value.code


def test_a_good_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("名册.xlsx", "名册.xls", "名册.csv", "名册"):
        path = tmp_path / name
        path.write_bytes(workbook())
        book = read_book(path)
        assert book.path == str(path)
        assert book.sheets[0].rows == [list(row) for row in ROSTER]
        assert bool(book.remarks) is (name != "名册.xlsx")


def test_a_text_is_one_sheet_called_like_the_file(tmp_path: Path) -> None:
    path = tmp_path / "初中.csv"
    path.write_bytes("姓名,性别\n罗大川,男\n".encode("gb18030"))
    book = read_book(path)
    assert (book.kind, book.encoding, book.sheets[0].name, book.sheets[0].height) == ("text", "gb18030", "初中", 2)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    assert _code(tmp_path) == "unreadable"
    assert _code(tmp_path / "没有.xlsx") == "unreadable"
    assert _code(Path("名\x00册.xlsx")) == "unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "名册.xlsx")
    assert _code(tmp_path / "名册.xlsx") == "unreadable"


def test_a_file_that_is_too_big_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(workbook())
    with pytest.raises(Refusal) as raised:
        read_book(path, replace(DEFAULT, file_bytes=100))
    assert raised.value.code == "too_big_file"


def test_parts_that_lead_outside_are_told(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(workbook(extra={"xl/activeX/activeX1.bin": "x", "xl/externalLinks/a.xml": "<a/>"}))
    assert read_book(path).remarks == ("文件含有指向别的文件的链接，没有打开", "文件含有控件，没有打开")
