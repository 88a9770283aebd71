"""In which encoding a text was written: marks first, then the strict decoders, never a guess by letter counts."""

import codecs
import re

from notoneless.sheets.refusals import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """Give the text of `data` and the name of its encoding.

    A byte order mark decides; without one it is strict UTF-8, else strict GB18030. Raises the Refusal
    `unknown_encoding` when neither fits, when it is UTF-8 spoilt in a few places (GB18030 would make nonsense of
    it), or when what comes out is no text.
    """
    encoding = _marked(data) or _unmarked_wide(data)
    if encoding is None:
        encoding = "utf-8" if _decodes(data, "utf-8") else "gb18030"
    if encoding == "gb18030":
        _refuse_spoilt_utf8(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise Refusal("unknown_encoding", reason=f"第 {line} 行起") from fault
    if len(_CONTROLS.findall(text[:_SAMPLE])) * 100 > len(text[:_SAMPLE]):
        raise Refusal("unknown_encoding", reason="内容不是文字")
    return text.removeprefix("\ufeff"), encoding


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: digits, separators and line ends leave zero bytes at every second place only."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # A text that could be UTF-8 with stray zeros must be nearly all digits and letters to be taken for UTF-16.
    needed = 0.4 if _decodes(sample, "utf-8") else 0.05
    if len(data) % 2 or max(even, odd) * 2 < needed * len(sample) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_spoilt_utf8(data: bytes) -> None:
    """Bytes that are UTF-8 but for a few: GB18030 would make other Chinese characters of them without complaint."""
    text = data.decode("utf-8", "replace")
    wide = sum(1 for character in text if character > "\u07ff")
    if text.count("\ufffd") * 20 < wide:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise Refusal("unknown_encoding", reason=f"UTF-8 文本第 {line} 行附近有损坏")
