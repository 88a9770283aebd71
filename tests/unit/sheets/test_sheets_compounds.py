import pytest
from tests.corpora.compounds import biff_book, biff_sheet, circling, compound

from notoneless.sheets.readers.compounds import compound_kind, has_endless_chain, has_macros

_BOOK = biff_book(biff_sheet([(0, 0, "姓名")]))
_LOCKED = biff_book(biff_sheet([(0, 0, "姓名")]), locked=True)


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        ({"Workbook": _BOOK}, "xls"),
        ({"Book": _BOOK}, "xls"),
        ({"Workbook": _BOOK, "WordDocument": b"embedded"}, "xls"),
        ({"WordDocument": b"", "Workbook": _BOOK}, "word"),
        ({"PowerPoint Document": b""}, "slides"),
        ({"EncryptionInfo": b"", "EncryptedPackage": b""}, "encrypted"),
        ({"Workbook": _LOCKED}, "encrypted"),
        ({"Contents": b""}, "ole"),
        ({}, "ole"),
    ],
)
def test_the_first_known_stream_tells_the_kind(streams: dict[str, bytes], kind: str) -> None:
    assert compound_kind(compound(streams)) == kind


def test_a_name_in_the_text_of_a_cell_is_no_stream() -> None:
    book = biff_book(biff_sheet([(0, 0, "EncryptedPackage"), (1, 0, "_VBA_PROJECT_CUR")]))
    data = compound({"Workbook": book})
    assert compound_kind(data) == "xls"
    assert not has_macros(data)


def test_macros_are_seen() -> None:
    assert has_macros(compound({"Workbook": _BOOK, "_VBA_PROJECT_CUR": b""}))


@pytest.mark.parametrize("size", [0, 8, 31, 512, 600, 4_700])
def test_what_is_left_of_a_file_is_no_cause_to_fail(size: int) -> None:
    assert compound_kind(compound({"Workbook": _LOCKED})[:size]) in {"ole", "xls", "encrypted"}


def test_a_directory_that_runs_in_a_circle_is_seen() -> None:
    sound = compound({"Workbook": _BOOK})
    assert not has_endless_chain(sound)
    assert has_endless_chain(circling(sound))


def test_a_list_of_tables_that_runs_in_a_circle_is_seen() -> None:
    data = bytearray(compound({"Workbook": _BOOK}))
    data[68:72] = (0).to_bytes(4, "little")
    data[512 + 508 : 1024] = (0).to_bytes(4, "little")
    assert has_endless_chain(bytes(data))
