"""Files that attack, mislead or merely look odd to a reader, and what must become of each.

`write_corpus` makes them in a folder; the outcome is the code of a refusal, or `read`.
"""

import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from tests.corpora.compounds import biff_book, biff_sheet, circling, compound
from tests.corpora.packages import (
    HEAD,
    MAIN,
    ROSTER,
    SHEET,
    cell,
    open_document,
    parts_of,
    roster_rows,
    workbook,
    worksheet,
    zipped,
)

READ = "read"
_FIELDS = [(row, column, text) for row, line in enumerate(ROSTER) for column, text in enumerate(line)]
_TABLE = "".join(",".join(row) + "\r\n" for row in ROSTER)
_MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_HTML = "<html><head><meta charset=utf-8></head><body><table><tr><td>姓名</td></tr></table></body></html>"
_PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(40)
_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
_PROSE = "各中心校要落实联控联保责任。\n对失学辍学的要逐一劝返；对有困难的要送教上门！\n请于月底前报送。\n"


@dataclass(frozen=True, slots=True)
class Specimen:
    """One file: its name, what must become of it, and how its bytes are made."""

    name: str
    outcome: str
    content: Callable[[], bytes]


def write_corpus(folder: Path) -> dict[str, str]:
    """Write every specimen into `folder`; give the manifest: file name to outcome."""
    for specimen in SPECIMENS:
        (folder / specimen.name).write_bytes(specimen.content())
    return {specimen.name: specimen.outcome for specimen in SPECIMENS}


# -- bombs ----------------------------------------------------------------------------------------------------------


def _numbered_cells(rows: int, content: str = "<v>1</v>", kind: str = "") -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"{kind}>{content}</c></row>' for n in range(1, rows + 1))


def _small_bomb() -> bytes:
    return workbook(extra={"xl/media/image1.bin": bytes(42 << 20)})


def _declared_giant() -> bytes:
    """The directory promises 4 GB for a part that is small."""
    data = bytearray(workbook())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFFE)
    return bytes(data)


def _overlapping() -> bytes:
    """Every entry of the directory points at the same bytes (D. Fifield, A better zip bomb, 2019)."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of().items():
            archive.writestr(name, content)
        kernel = archive.getinfo(SHEET)
        for number in range(200):
            twin = zipfile.ZipInfo(f"xl/worksheets/sheet{number + 2}.xml")
            twin.header_offset, twin.CRC = kernel.header_offset, kernel.CRC
            twin.compress_size, twin.file_size = kernel.compress_size, kernel.file_size
            twin.compress_type = kernel.compress_type
            archive.filelist.append(twin)
    return buffer.getvalue()


def _many_strings() -> bytes:
    text = f'{HEAD}<sst xmlns="{MAIN}">' + "<si><t>甲</t></si>" * 3_000_000 + "</sst>"
    return workbook(extra={"xl/sharedStrings.xml": text})


def _one_string_everywhere() -> bytes:
    """A short file that stands for 10 GB of text: each of 300,000 cells repeats the same 32,000 characters."""
    strings = f'{HEAD}<sst xmlns="{MAIN}"><si><t>{"长" * 32_000}</t></si></sst>'
    return workbook(_numbered_cells(300_000, "<v>0</v>", ' t="s"'), {"xl/sharedStrings.xml": strings})


def _wide_row() -> str:
    places = (f"{a}{b}{c}" for a in " ABC" for b in " ABCDEFGHIJKLMNOPQRSTUVWXYZ" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cells = (f'<c r="{place}1"><v>1</v></c>' for place in (p.replace(" ", "") for p in places))
    return f'<row r="1">{"".join(dict.fromkeys(cells))}</row>'


def _far_corner(content: str) -> str:
    return f'<row r="1">{cell("A1", "姓名")}</row><row r="1048576"><c r="XFD1048576" s="0">{content}</c></row>'


def _many_sheets() -> bytes:
    return workbook(sheets="".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 100_001)))


def _many_styles() -> bytes:
    styles = "".join(f'<xf numFmtId="{n % 4000}" fontId="{n}"/>' for n in range(200_000))
    return workbook(
        extra={"xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs>{styles}</cellXfs></styleSheet>'}
    )


BOMBS = (
    Specimen("压缩炸弹.xlsx", "ratio", _small_bomb),
    Specimen("声称四吉字节.xlsx", "too_big_unpacked", _declared_giant),
    Specimen("套娃压缩.xlsx", READ, lambda: workbook(extra={"xl/embeddings/inner.zip": _small_bomb()})),
    Specimen("部件重叠.xlsx", "unsafe_archive", _overlapping),
    Specimen("部件过多.xlsx", "too_many_entries", lambda: workbook(extra={f"xl/media/{n}": "" for n in range(3_000)})),
    Specimen("共享字符串炸弹.xlsx", "ratio", _many_strings),
    Specimen("一串反复引用.xlsx", "out_of_memory", _one_string_everywhere),
    Specimen("满行.xlsx", "too_many_rows", lambda: workbook(_numbered_cells(1_048_576))),
    Specimen("满列.xlsx", "too_many_columns", lambda: workbook(_wide_row())),
    Specimen(
        "虚报范围.xlsx",
        READ,
        lambda: workbook(extra={SHEET: worksheet(roster_rows(), '<dimension ref="A1:XFD1048576"/>')}),
    ),
    Specimen("对角两格.xlsx", "too_many_columns", lambda: workbook(_far_corner("<v>1</v>"))),
    Specimen("对角空格式.xlsx", READ, lambda: workbook(_far_corner(""))),
    Specimen("十万张表.xlsx", "too_many_sheets", _many_sheets),
    Specimen("二十万样式.xlsx", READ, _many_styles),
    Specimen("超长单元格.xlsx", READ, lambda: workbook(roster_rows([*ROSTER, ("长" * 32_000,)]))),
    Specimen(
        "重复百万行.ods",
        "too_many_rows",
        lambda: open_document(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'office:value-type="string"><text:p>甲</text:p></table:table-cell></table:table-row>'
        ),
    ),
)

# -- XML ------------------------------------------------------------------------------------------------------------


def _with_prologue(part: str, prologue: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    bodies = {
        SHEET: worksheet(roster_rows([*ROSTER, ("&a;",)]), prologue=""),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>',
        "docProps/app.xml": "<Properties>&a;</Properties>",
    }
    return lambda: workbook(extra={part: (prologue + bodies[part]).encode(encoding)})


_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_EXTERNAL = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
_WIDE = '<?xml version="1.0" encoding="UTF-16"?>'

XML = (
    Specimen("外部实体文件.xlsx", "xml_entities", _with_prologue(SHEET, HEAD + _EXTERNAL)),
    Specimen(
        "外部实体网址.xlsx",
        "xml_entities",
        _with_prologue(SHEET, HEAD + '<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd">'),
    ),
    Specimen("亿笑.xlsx", "xml_entities", _with_prologue(SHEET, f'{HEAD}<!DOCTYPE a [<!ENTITY a0 "哈">{_LAUGHS}]>')),
    Specimen(
        "平方膨胀.xlsx", "xml_entities", _with_prologue(SHEET, f'{HEAD}<!DOCTYPE a [<!ENTITY a "{"哈" * 50_000}">]>')
    ),
    Specimen("样式中的声明.xlsx", "xml_entities", _with_prologue("xl/styles.xml", f"{HEAD}<!-- x --> {_EXTERNAL}")),
    Specimen("属性中的声明.xlsx", "xml_entities", _with_prologue("docProps/app.xml", _EXTERNAL)),
    Specimen(
        "七位编码声明.xlsx",
        "xml_entities",
        lambda: workbook(extra={SHEET: b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a+AD4-<worksheet/>'}),
    ),
    Specimen("宽编码声明.xlsx", "xml_entities", _with_prologue(SHEET, _WIDE + _EXTERNAL, "utf-16")),
    Specimen("宽编码无标记.xlsx", "xml_entities", _with_prologue(SHEET, _WIDE + _EXTERNAL, "utf-16-be")),
    Specimen("大型机编码.xlsx", "xml_entities", _with_prologue("docProps/app.xml", HEAD + _EXTERNAL, "cp037")),
    Specimen(
        "宽编码工作表.xlsx",
        "xml_encoding",
        lambda: workbook(extra={SHEET: worksheet("", prologue=_WIDE).encode("utf-16")}),
    ),
    Specimen(
        "过长开头.xlsx", "unsafe_archive", _with_prologue("docProps/app.xml", f"<!--{'x' * 70_000}-->{_EXTERNAL}")
    ),
    Specimen(
        "包含指令.xlsx",
        READ,
        lambda: workbook(
            roster_rows() + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>'
        ),
    ),
)

# -- archives and disguises -----------------------------------------------------------------------------------------


def _renamed_entry(name: str) -> Callable[[], bytes]:
    return lambda: workbook(extra={name: "x"})


def _symlink() -> bytes:
    buffer = BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("xl/link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    return buffer.getvalue()


def _same_length(before: str, after: str) -> Callable[[], bytes]:
    """A part renamed in the finished package, in its header and in the directory."""
    return lambda: workbook(extra={before: "x"}).replace(before.encode(), after.encode())


def _locked_entry() -> bytes:
    data = bytearray(workbook())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _spoilt_body() -> bytes:
    data = bytearray(zipped(parts_of(), zipfile.ZIP_STORED))
    data[data.find(b"sheetData") + 3] ^= 0x20
    return bytes(data)


def _macros() -> bytes:
    return zipped(parts_of(main_type=_MACRO_TYPE, extra={"xl/vbaProject.bin": compound({"VBA": b""})}))


def _package(kind: str, part: str) -> Callable[[], bytes]:
    types = f'{HEAD}<Types><Override PartName="/{part}" ContentType="application/vnd.openxmlformats-{kind}"/></Types>'
    return lambda: zipped({"[Content_Types].xml": types, part: "<x/>"})


_DOCUMENT = _package("officedocument.wordprocessingml.document.main+xml", "word/document.xml")
_DECK = _package("officedocument.presentationml.presentation.main+xml", "ppt/presentation.xml")


def _old_workbook(*, locked: bool = False, extra: Mapping[str, bytes] | None = None) -> bytes:
    return compound({"Workbook": biff_book(biff_sheet(_FIELDS), locked=locked), **(extra or {})})


ARCHIVES = (
    Specimen("路径越界.xlsx", "unsafe_archive", _renamed_entry("../../越界.txt")),
    Specimen("绝对路径.xlsx", "unsafe_archive", _renamed_entry("/absolute.txt")),
    Specimen("反斜杠路径.xlsx", "unsafe_archive", _renamed_entry("..\\..\\a.txt")),
    Specimen("盘符路径.xlsx", "unsafe_archive", _renamed_entry("C:/a.txt")),
    Specimen("符号链接.xlsx", "unsafe_archive", _symlink),
    Specimen("部件重名.xlsx", "unsafe_archive", _same_length("xl/workbook.xmk", "xl/workbook.xml")),
    Specimen("大小写重名.xlsx", "unsafe_archive", _renamed_entry("XL/Workbook.xml")),
    Specimen("部件加密.xlsx", "encrypted", _locked_entry),
    Specimen("少见压缩.xlsx", "unsafe_archive", lambda: zipped(parts_of(), zipfile.ZIP_LZMA)),
    Specimen("没传完.xlsx", "truncated", lambda: workbook()[:-300]),
    Specimen("内容有坏.xlsx", "damaged", _spoilt_body),
    Specimen("开头多余.xlsx", "unsafe_archive", lambda: b"garbage" * 99 + workbook()),
    Specimen("结尾多余.xlsx", "unsafe_archive", lambda: workbook() + b"garbage"),
    Specimen("两包相接.xlsx", "unsafe_archive", lambda: workbook() + workbook()),
    Specimen("带宏.xlsm", "macro", _macros),
    Specimen("带宏改名.xlsx", "macro", _macros),
    Specimen(
        "外部链接.xlsx", READ, lambda: workbook(extra={"xl/externalLinks/externalLink1.xml": f"{HEAD}<externalLink/>"})
    ),
    Specimen("嵌入对象.xlsx", READ, lambda: workbook(extra={"xl/embeddings/oleObject1.bin": compound({"x": b""})})),
    Specimen("缺少工作表.xlsx", "damaged", lambda: zipped({k: v for k, v in parts_of().items() if k != SHEET})),
    Specimen("老格式.xls", READ, _old_workbook),
    Specimen("老格式带宏.xls", READ, lambda: _old_workbook(extra={"_VBA_PROJECT_CUR": b""})),
    Specimen("老格式加密.xls", "encrypted", lambda: _old_workbook(locked=True)),
    Specimen("老格式绕圈.xls", "damaged", lambda: circling(_old_workbook())),
    Specimen("老格式改名.xlsx", READ, _old_workbook),
    Specimen("老格式损坏.xls", "damaged", lambda: compound({"Workbook": b"\x09\x08" + b"\xff" * 600})),
    Specimen("新格式改名.xls", READ, workbook),
    Specimen("新格式改名.et", READ, workbook),
    Specimen("新格式改名.csv", READ, workbook),
    Specimen("密码保护.xlsx", "encrypted", lambda: compound({"EncryptionInfo": b"", "EncryptedPackage": b""})),
    Specimen("密码保护.ods", "encrypted", lambda: open_document("", "<manifest:encryption-data/>")),
    Specimen("加密软件锁定.xlsx", "encrypted", lambda: b"%TSD-Header-###%" + bytes(range(256)) * 8),
    Specimen("无名容器.xls", "wrong_ending", lambda: compound({"Contents": b"junk"})),
    Specimen("空容器.xls", "wrong_ending", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    Specimen("文本改名.xlsx", READ, _TABLE.encode),
    Specimen("网页改名.xls", "html_disguised", _HTML.encode),
    Specimen("宽编码网页.xls", "html_disguised", lambda: _HTML.encode("utf-16")),
    Specimen("网页归档.xls", "html_disguised", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
    Specimen(
        "旧版标记.xls",
        "html_disguised",
        f'{HEAD}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'.encode,
    ),
    Specimen("文档.docx", "word", _DOCUMENT),
    Specimen("文档改名.xlsx", "wrong_ending", _DOCUMENT),
    Specimen("老文档.doc", "word", lambda: compound({"WordDocument": b""})),
    Specimen("演示.pptx", "unsupported", _DECK),
    Specimen("压缩包.zip", "archive", lambda: zipped({"名册.xlsx": workbook()})),
    Specimen("压缩包改名.xlsx", "wrong_ending", lambda: zipped({"名册.xlsx": workbook()})),
    Specimen("版式.ofd", "unsupported", lambda: zipped({"OFD.xml": f"{HEAD}<OFD/>"})),
    Specimen("图片.png", "image", lambda: _PNG),
    Specimen("图片改名.xlsx", "wrong_ending", lambda: _PNG),
    Specimen("版面.pdf", "pdf", lambda: _PDF),
    Specimen("版面改名.xlsx", "wrong_ending", lambda: _PDF),
    Specimen("程序改名.xls", "wrong_ending", lambda: b"MZ\x90\x00" + bytes(200)),
    Specimen("空文件.xlsx", "empty_file", bytes),
    Specimen("全零.xlsx", "empty_file", lambda: bytes(5_000)),
    Specimen("~$名册.xlsx", "lock_file", lambda: b"\x05user" + bytes(160)),
)

# -- cells that bite, and texts -------------------------------------------------------------------------------------

BITING = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    '=HYPERLINK("http://localhost","x")',
)
_ESCAPED = [text.replace("\r", "&#13;").replace('"', "&quot;") for text in BITING]
_FORMULAS = (
    '<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://localhost")</f><v>旧值</v></c>'
    '<c r="B1"><f>1+1</f></c><c r="C1" t="e"><f>NA()</f><v>#N/A</v></c>'
    '<c r="D1"><f t="array" ref="D1:D2">LAMBDA(x,x)(1)</f><v>7</v></c>'
    '<c r="E1" t="str"><f>cmd|\'/c calc\'!A1</f><v>0</v></c></row>'
)
_LOST = '<row r="1"><c r="A1"><v>5.11791201405018E+17</v></c><c r="B1"><v>511791201405010</v></c></row>'

CELLS = (
    Specimen("公式前缀.xlsx", READ, lambda: workbook(roster_rows([(text,) for text in _ESCAPED]))),
    Specimen("公式.xlsx", READ, lambda: workbook(_FORMULAS)),
    Specimen("证号成了数字.xlsx", READ, lambda: workbook(_LOST)),
)
TEXTS = (
    Specimen("国标.csv", READ, lambda: _TABLE.encode("gb18030")),
    Specimen("带标记.csv", READ, lambda: _TABLE.encode("utf-8-sig")),
    Specimen("无标记.csv", READ, lambda: _TABLE.encode("utf-8")),
    Specimen("宽编码.csv", READ, lambda: _TABLE.encode("utf-16")),
    Specimen("宽编码无标记.txt", READ, lambda: _TABLE.replace(",", "\t").encode("utf-16-le")),
    Specimen("换行混杂.csv", READ, lambda: _TABLE.replace("\r\n", "\r", 1).replace("苏", "\x00苏").encode()),
    Specimen("分号分隔.csv", READ, lambda: _TABLE.replace(",", ";").encode()),
    Specimen("引号未闭.csv", READ, (_TABLE + '"' + _TABLE * 40).encode),
    Specimen("网页式公式.csv", READ, "姓名,备注\n甲,=1+1\n".encode),
    Specimen("乱码.csv", "unknown_encoding", lambda: bytes(range(256)) * 20),
    Specimen("坏了一处.csv", "unknown_encoding", lambda: (_TABLE * 9).encode().replace("罗".encode(), b"\xe7\xbd", 1)),
    Specimen("通知.txt", "not_a_table", _PROSE.encode),
    Specimen("只有换行.csv", "empty_file", lambda: b"\xef\xbb\xbf\r\n\r\n"),
)
SPECIMENS = BOMBS + XML + ARCHIVES + CELLS + TEXTS
