"""A workbook written straight through: cell by cell into a stream, so that nothing of it ever lies on a disk in clear.

Libraries for workbooks keep rows in temporary files or in memory; this one sheet needs neither, whatever its length.
Every cell is a text: an identity number keeps its digits, and nothing in it is run (`sheets.writers.safety`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.utility import xl_col_to_name

from notoneless.exports.rules.watermark import PARTS, colours, part_at
from notoneless.sheets.writers.safety import clean_text, starts_formula

_PLAIN, _TITLE, _HEADING, _FIRST_MARKED = 0, 1, 2, 3
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it: a line on top and at the foot that names who took it, headings with widths, rows."""

    name: str
    mark: str
    number: int
    headings: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[str]]


def write_workbook(out: BinaryIO, sheet: Sheet) -> int:
    """Write the sheet as .xlsx to a stream that need not be able to seek; give the number of rows."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in _parts(sheet).items():
            archive.writestr(ZipInfo(name, _WHEN), _HEAD + text, ZIP_DEFLATED)
        info = ZipInfo("xl/worksheets/sheet1.xml", _WHEN)
        info.compress_type = ZIP_DEFLATED
        with archive.open(info, "w", force_zip64=True) as part:
            return _write_sheet(part, sheet)


def _write_sheet(part: object, sheet: Sheet) -> int:
    write = part.write  # type: ignore[attr-defined]
    last = xl_col_to_name(len(sheet.headings) - 1)
    write(_opening(sheet, last).encode())
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        write(_row(count + 2, row).encode())
    write(_closing(sheet, last, count + 2).encode())
    return count


def _opening(sheet: Sheet, last: str) -> str:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, (_, width) in enumerate(sheet.headings, 1)
    )
    heads = "".join(_cell(2, at, heading, _HEADING) for at, (heading, _) in enumerate(sheet.headings))
    return (
        f'{_HEAD}<worksheet {_MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView '
        'workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData>"
        f'<row r="1" ht="32" customHeight="1">{_cell(1, 0, sheet.mark, _TITLE)}</row><row r="2">{heads}</row>'
    )


def _closing(sheet: Sheet, last: str, bottom: int) -> str:
    line = escape(sheet.mark.replace("&", "＆"))
    merged = f'<mergeCells count="1"><mergeCell ref="A1:{last}1"/></mergeCells>' if last != "A" else ""
    return (
        f'</sheetData><autoFilter ref="A2:{last}{max(bottom, 2)}"/>{merged}'
        '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>&amp;L{line}</oddHeader><oddFooter>&amp;L{line}&amp;R第 &amp;P 页 共 &amp;N 页"
        "</oddFooter></headerFooter></worksheet>"
    )


def _row(number: int, cells: Sequence[str]) -> str:
    return f'<row r="{number}">{"".join(_marked(number, at, text) for at, text in enumerate(cells))}</row>'


def _marked(number: int, at: int, text: str) -> str:
    text = clean_text(text)
    style = _FIRST_MARKED + part_at(number, at) + (PARTS if starts_formula(text) else 0)
    return _cell(number, at, text, style)


def _cell(row: int, at: int, text: str, style: int) -> str:
    start = f'<c r="{xl_col_to_name(at)}{row}" s="{style}"'
    if not text:
        return f"{start}/>"
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _parts(sheet: Sheet) -> dict[str, str]:
    """Everything but the sheet itself."""
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
        "xl/_rels/workbook.xml.rels": _relations({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}),
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets><sheet name="{escape(sheet.name)}" '
        'sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'
        f"'{escape(sheet.name)}'!$1:$2</definedName></definedNames></workbook>",
        "xl/styles.xml": _styles(sheet.number),
    }


def _relations(targets: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def _styles(number: int) -> str:
    """Formats: plain, the line on top, headings, then the four marks, then the four with the quote mark."""
    marks = "".join(
        f'<font><sz val="10"/><color rgb="FF{colour[1:]}"/><name val="宋体"/></font>' for colour in colours(number)
    )
    around = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))
    box = 'numFmtId="49" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1"'
    centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    marked = "".join(f'<xf fontId="{3 + part}" {box}/>' for part in range(PARTS))
    quoted = "".join(f'<xf fontId="{3 + part}" {box} quotePrefix="1"/>' for part in range(PARTS))
    return (
        f'<styleSheet {_MAIN}><fonts count="{3 + PARTS}"><font><sz val="10"/><name val="宋体"/></font>'
        '<font><sz val="10"/><color rgb="FF7F1D1D"/><name val="宋体"/></font>'
        f'<font><b/><sz val="10"/><name val="黑体"/></font>{marks}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFDDE7F0"/></patternFill></fill></fills>'
        f'<borders count="2"><border/><border>{around}<diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{_FIRST_MARKED + 2 * PARTS}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
        '<alignment vertical="center" wrapText="1"/></xf>'
        f'<xf numFmtId="49" fontId="2" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">'
        f"{centred}</xf>{marked}{quoted}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
