"""What a file truly is, told by its content and never by its name."""

import re
from pathlib import PurePath

from notoneless.sheets.refusals import Refusal

# Opening bytes, where they stand, what they mean. The first that fits counts.
_SIGNATURES = (
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"%PDF-", "pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image"),
    (0, b"\xff\xd8\xff", "image"),
    (0, b"GIF8", "image"),
    (0, b"II*\x00", "image"),
    (0, b"MM\x00*", "image"),
    (4, b"ftypheic", "image"),
    (8, b"WEBP", "image"),
    (0, b"{\\rtf", "word"),
    (0, b"Rar!\x1a\x07", "archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "archive"),
    (0, b"\x1f\x8b\x08", "archive"),
    (0, b"MZ\x90", "program"),
    (0, b"\x7fELF", "program"),
    (4, b"Standard Jet DB", "database"),
    (4, b"Standard ACE DB", "database"),
    (0, b"SQLite format 3\x00", "database"),
    # Files under the document locks that many offices install (E-SafeNet, TSD).
    (0, b"\x62\x14\x23\x65", "encrypted"),
    (0, b"%TSD-Header-###%", "encrypted"),
)
# Content types of the main part [ISO/IEC 29500-1, annex on media types] and marks of other packages.
_CONTENT_TYPES = (
    (re.compile(rb"vbaProject|macroEnabled|macrosheet", re.I), "macro"),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml"), "xlsx"),
    (re.compile(rb"wordprocessingml"), "word"),
    (re.compile(rb"presentationml"), "slides"),
    (re.compile(rb"ms-excel\.sheet\.binary"), "xlsb"),
)
_ODF = "application/vnd.oasis.opendocument."
_ODF_KINDS = {"spreadsheet": "ods", "spreadsheet-template": "ods", "text": "word", "presentation": "slides"}

READABLE = frozenset({"xlsx", "xls", "ods", "text"})
_ENDINGS = {
    "xlsx": frozenset({".xlsx", ".xltx"}),
    "xls": frozenset({".xls", ".et", ".xlt", ".ett"}),
    "ods": frozenset({".ods", ".ots"}),
    "text": frozenset({".csv", ".txt", ".tsv", ".tab", ""}),
}
_LABELS = {
    "xlsx": "Excel 工作簿（.xlsx）",
    "xls": "Excel 97-2003 或 WPS 工作簿（.xls、.et）",
    "ods": "ODF 电子表格（.ods）",
    "text": "文本（.csv、.txt）",
    "xlsb": "Excel 二进制工作簿（.xlsb）",
    "pdf": "PDF 文件",
    "image": "图片",
    "word": "文字处理文档",
    "slides": "演示文稿",
    "archive": "压缩包",
    "program": "程序",
    "database": "数据库文件",
    "ofd": "OFD 版式文件",
    "html": "网页（HTML）",
    "mhtml": "网页归档（MHTML）",
    "xml_sheet": "XML 电子表格 2003",
    "xml": "XML 数据文件",
    "ole": "别的软件的文件",
}
# Kinds with a sentence of their own; any other that cannot be read is `unsupported`.
_OWN_CODE = frozenset({"pdf", "image", "word", "archive"})
_MARKUP = frozenset({"html", "mhtml", "xml_sheet"})
_MARKUP_SIGNS = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "xml_sheet"),
    ("<html", "html"),
    ("<!doctype html", "html"),
    ("<table", "html"),
    ("<?xml", "xml"),
)


def container_of(data: bytes) -> str:
    """Tell the kind by the first bytes: `zip` and `ole` are containers to look into, `text` is what is left."""
    for at, signature, kind in _SIGNATURES:
        if data.startswith(signature, at):
            return kind
    if b"PK\x05\x06" in data[-66_000:]:
        return "zip"
    return _markup(data[:4096]) or "text"


def _markup(head: bytes) -> str | None:
    text = head.replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if text.startswith("mime-version:"):
        return "mhtml"
    if not text.startswith("<"):
        return None
    return next((kind for sign, kind in _MARKUP_SIGNS if sign in text), None)


def package_kind(names: list[str], content_types: bytes, mimetype: bytes) -> str:
    """Tell the kind of a zip package by its parts; a plain archive gives `archive`."""
    if any("vbaproject" in name.lower() or "macrosheets/" in name.lower() for name in names):
        return "macro"
    kind = next((kind for sign, kind in _CONTENT_TYPES if sign.search(content_types)), None)
    if kind:
        return kind
    media_type = mimetype.decode("ascii", "replace").strip()
    if media_type.startswith(_ODF):
        return _ODF_KINDS.get(media_type.removeprefix(_ODF), "archive")
    return "ofd" if "OFD.xml" in names else "archive"


def refusal_of(kind: str, name: str) -> Refusal:
    """The refusal of a file called `name` whose content is of a kind that is not read."""
    ending = PurePath(name).suffix.lower()
    if kind in {"encrypted", "macro"}:
        return Refusal(kind)
    if kind in _MARKUP:
        return Refusal("html_disguised", ending=ending, truth=_LABELS[kind])
    if any(ending in endings for endings in _ENDINGS.values()) and ending:
        return Refusal("wrong_ending", ending=ending, truth=_LABELS[kind])
    return Refusal(kind) if kind in _OWN_CODE else Refusal("unsupported", truth=_LABELS[kind])


def ending_remark(kind: str, name: str) -> str | None:
    """What to say of a file that is read although its name promises something else."""
    ending = PurePath(name).suffix.lower()
    if ending in _ENDINGS[kind]:
        return None
    return f"文件名以“{ending}”结尾，内容其实是“{_LABELS[kind]}”，已按内容读取"
