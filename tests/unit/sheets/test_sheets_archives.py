import zipfile
from dataclasses import replace

import pytest
from tests.corpora.packages import parts_of, workbook, zipped

from notoneless.sheets.readers.archives import opened_archive
from notoneless.sheets.readers.limits import DEFAULT
from notoneless.sheets.refusals import Refusal


def _code(data: bytes, **bounds: int) -> str:
    try:
        with opened_archive(data, replace(DEFAULT, **bounds)):
            return "read"
    except Refusal as refusal:
        return refusal.code


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_sound_package_is_opened(method: int) -> None:
    assert _code(zipped(parts_of(), method)) == "read"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/名册.xml", "read"),
        ("xl/..a.xml", "read"),
        ("xl/../a.xml", "unsafe_archive"),
        ("..", "unsafe_archive"),
        ("/a.xml", "unsafe_archive"),
        ("\\a.xml", "unsafe_archive"),
        ("C:\\a.xml", "unsafe_archive"),
        ("XL/WORKBOOK.XML", "unsafe_archive"),
    ],
)
def test_a_name_must_stay_inside_and_be_the_only_one(name: str, code: str) -> None:
    assert _code(workbook(extra={name: "x"})) == code


@pytest.mark.parametrize(
    ("bounds", "code"),
    [
        ({"entries": 5}, "read"),
        ({"entries": 4}, "too_many_entries"),
        ({"unpacked_bytes": 100}, "too_big_unpacked"),
    ],
)
def test_the_limits_on_the_directory(bounds: dict[str, int], code: str) -> None:
    assert _code(workbook(), **bounds) == code


def test_a_directory_that_hides_its_length_is_measured() -> None:
    data = bytearray(workbook(extra={f"xl/media/{n}": "" for n in range(100)}))
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = b"\x01\x00\x01\x00"
    assert _code(bytes(data), entries=10) == "too_many_entries"
    assert _code(bytes(data), entries=90) == "too_many_entries"


def test_a_comment_at_the_end_is_no_harm() -> None:
    data = bytearray(workbook())
    data[-2:] = b"\x05\x00"
    assert _code(bytes(data) + b"hello") == "read"
    assert _code(bytes(data) + b"hell") == "unsafe_archive"


@pytest.mark.parametrize("cut", [1, 21, 22, 23, 200, 700])
def test_a_package_without_its_end_is_truncated(cut: int) -> None:
    assert _code(workbook()[:-cut]) == "truncated"


def test_a_part_beyond_the_end_is_truncated() -> None:
    data = bytearray(workbook())
    at = data.rfind(b"PK\x01\x02")
    data[at + 20 : at + 24] = b"\xff\xff\xff\x00"
    assert _code(bytes(data)) == "truncated"
