"""One file from its path to a raw book: the single entry of the process that reads it."""

import stat
import zipfile
from pathlib import Path

from notoneless.sheets.readers.archives import faults_refused, opened_archive
from notoneless.sheets.readers.compounds import compound_kind, has_endless_chain, has_macros
from notoneless.sheets.readers.limits import DEFAULT, Limits
from notoneless.sheets.readers.parts import check_parts
from notoneless.sheets.readers.sniffing import (
    READABLE,
    container_of,
    ending_remark,
    package_kind,
    refusal_of,
)
from notoneless.sheets.readers.texts import read_text
from notoneless.sheets.readers.workbooks import RawBook, read_workbook
from notoneless.sheets.refusals import Refusal

_HEAD = 1 << 20
# Parts that would lead out of the workbook: they are never opened, and people should know that they are there.
_OUTWARD = {"externalLinks/": "指向别的文件的链接", "embeddings/": "嵌入的文件", "activeX/": "控件"}

_UNCOMPUTED = "有公式没有保存计算结果，读作空单元格；请用 Excel 或 WPS 打开并保存一次再导入"
_MACROS = "文件带有宏程序，没有运行；可能是宏病毒，建议另存为“.xlsx”"


def read_book(path: Path, limits: Limits = DEFAULT) -> RawBook:
    """Read one file, whatever its name promises; formulas give the value saved with them and are never computed.

    Raises Refusal, and nothing else, when it is not a roster file, damaged, hostile or beyond the limits; only memory
    that runs out altogether ends the process (see `isolation`).
    """
    data = _bytes(path, limits)
    kind, remarks = _kind(data, limits)
    if kind not in READABLE:
        raise refusal_of(kind, path.name)
    if remark := ending_remark(kind, path.name):
        remarks.insert(0, remark)
    if kind == "text":
        encoding, sheet, found = read_text(data, path.stem, limits)
        return RawBook(str(path), kind, encoding, (sheet,), (*remarks, *found))
    sheets, found = read_workbook(data, limits)
    return RawBook(str(path), kind, "", sheets, (*remarks, *found))


def _bytes(path: Path, limits: Limits) -> bytes:
    if path.name.startswith("~$"):
        raise Refusal("lock_file")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refusal("unreadable", reason="不是普通文件")
        if status.st_size > limits.file_bytes:
            raise Refusal("too_big_file", size=status.st_size >> 20, limit=limits.file_bytes >> 20)
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else "路径无效"
        raise Refusal("unreadable", reason=reason) from fault
    if not data.strip(b"\x00"):
        raise Refusal("empty_file")
    return data


def _kind(data: bytes, limits: Limits) -> tuple[str, list[str]]:
    """Look into the container; one that holds a workbook is checked through and through before it is parsed."""
    container = container_of(data)
    if container == "ole":
        if has_endless_chain(data):
            raise Refusal("damaged")
        return compound_kind(data), [_MACROS] if has_macros(data) else []
    if container != "zip":
        return container, []
    with opened_archive(data, limits) as archive:
        names = archive.namelist()
        kind = package_kind(names, _head(archive, "[Content_Types].xml"), _head(archive, "mimetype"))
        if kind == "ods" and b"encryption-data" in _head(archive, "META-INF/manifest.xml"):
            kind = "encrypted"
        uncomputed = kind in READABLE and check_parts(archive, limits)
    outward = [label for part, label in _OUTWARD.items() if any(part in name for name in names)]
    return kind, [_UNCOMPUTED] * uncomputed + [f"文件含有{label}，没有打开" for label in outward]


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with faults_refused(), archive.open(name) as part:
        return part.read(_HEAD)
