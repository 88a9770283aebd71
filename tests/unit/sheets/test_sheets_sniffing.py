import pytest
from tests.corpora.packages import workbook

from notoneless.sheets.readers.sniffing import container_of, ending_remark, package_kind, refusal_of

_SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (workbook(), "zip"),
        (b"junk" + workbook(), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"%PDF-1.4", "pdf"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"{\\rtf1", "word"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"SQLite format 3\x00", "database"),
        ("姓名,性别".encode(), "text"),
        (b"<5\xe5\xb2\x81,1", "text"),
        (b"\xef\xbb\xbf  <TABLE border=1>", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><rows/>", "xml"),
    ],
)
def test_the_first_bytes_tell_the_kind(data: bytes, kind: str) -> None:
    assert container_of(data) == kind


@pytest.mark.parametrize(
    ("names", "types", "mimetype", "kind"),
    [
        (["xl/workbook.xml"], _SHEET_TYPE, b"", "xlsx"),
        (["xl/workbook.xml"], _SHEET_TYPE.replace(b"sheet.main", b"template.main"), b"", "xlsx"),
        (["xl/workbook.xml", "xl/vbaProject.bin"], _SHEET_TYPE, b"", "macro"),
        (["xl/workbook.xml", "xl/macrosheets/sheet1.xml"], _SHEET_TYPE, b"", "macro"),
        (["xl/x.bin"], _SHEET_TYPE + b"application/vnd.ms-office.vbaProject", b"", "macro"),
        (["xl/workbook.bin"], b"application/vnd.ms-excel.sheet.binary.main", b"", "xlsb"),
        (["content.xml"], b"", b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
        (["content.xml"], b"", b"application/vnd.oasis.opendocument.text", "word"),
        (["content.xml"], b"", b"application/vnd.oasis.opendocument.chart", "archive"),
        (["OFD.xml"], b"", b"", "ofd"),
        (["a.xlsx"], b"", b"", "archive"),
    ],
)
def test_the_parts_tell_what_a_package_is(names: list[str], types: bytes, mimetype: bytes, kind: str) -> None:
    assert package_kind(names, types, mimetype) == kind


@pytest.mark.parametrize(
    ("kind", "name", "code", "said"),
    [
        ("pdf", "名册.pdf", "pdf", "PDF"),
        ("pdf", "名册.XLSX", "wrong_ending", "PDF"),
        ("slides", "名册", "unsupported", "演示文稿"),
        ("html", "名册.xls", "html_disguised", "网页"),
        ("macro", "名册.xlsx", "macro", "宏"),
        ("xlsb", "名册.xlsb", "unsupported", ".xlsb"),
    ],
)
def test_a_refusal_names_the_true_kind(kind: str, name: str, code: str, said: str) -> None:
    refusal = refusal_of(kind, name)
    assert refusal.code == code
    assert said in refusal.sentence


@pytest.mark.parametrize(
    ("kind", "name", "remarked"),
    [
        ("xlsx", "名册.xlsx", False),
        ("xls", "名册.et", False),
        ("text", "名册.csv", False),
        ("text", "名册", False),
        ("xlsx", "名册.xls", True),
        ("text", "名册.xlsx", True),
        ("ods", "名册.csv", True),
    ],
)
def test_a_wrong_name_of_a_readable_file_is_only_remarked(kind: str, name: str, remarked: bool) -> None:
    assert (ending_remark(kind, name) is not None) is remarked
