"""Workbook packages written part by part, so that a test can spoil any byte of them. No library would write these."""

import io
import zipfile
from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SHEET = "xl/worksheets/sheet1.xml"
ROSTER = (("姓名", "性别", "身份证号"), ("苏小满", "女", "511791201405010022"), ("罗大川", "男", "511791201311230016"))
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def roster_rows(roster: Iterable[Iterable[str]] = ROSTER) -> str:
    """Rows of text cells; at most 26 columns."""
    rows = []
    for number, texts in enumerate(roster, start=1):
        cells = "".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts))
        rows.append(f'<row r="{number}">{cells}</row>')
    return "".join(rows)


def worksheet(rows: str, before: str = "", prologue: str = HEAD) -> str:
    return f'{prologue}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def parts_of(
    rows: str | None = None,
    *,
    sheets: str = '<sheet name="名册" sheetId="1" r:id="rId1"/>',
    main_type: str = f"{_SPREADSHEET}.sheet.main+xml",
    extra: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a small good workbook; `extra` adds to them or replaces them."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main_type}"/>'
        f'<Override PartName="/{SHEET}" ContentType="{_SPREADSHEET}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        SHEET: worksheet(roster_rows() if rows is None else rows),
    }
    return parts | dict(extra or {})


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack `parts` with a fixed date, so that the same parts give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def workbook(
    rows: str | None = None, extra: Mapping[str, str | bytes] | None = None, *, sheets: str | None = None
) -> bytes:
    """A small good .xlsx, or one with other rows, parts or sheets."""
    parts = parts_of(rows, extra=extra) if sheets is None else parts_of(rows, extra=extra, sheets=sheets)
    return zipped(parts)


def open_document(rows: str, locked: str = "") -> bytes:
    """An .ods with one sheet of `rows`; `locked` stands where a password leaves its mark."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'{HEAD}<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0"><office:body><office:spreadsheet><table:table table:name="名册">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        f"{locked}</manifest:manifest>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )
