"""The part of an XML document before its first element: where declarations of entities stand, if there are any."""

import codecs
import re

from notoneless.sheets.refusals import Refusal

LONGEST = 64 * 1024

_MISC = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.S)
_DECLARATION = re.compile(rb"<!(?!--)")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""")
_ENDINGS = (".xml", ".rels", ".vml")
# Byte order marks and first characters [XML 1.0, appendix F]; the longer first.
_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
    (b"+ADw-", "utf-7"),
)
# In these, ASCII characters are the ASCII bytes, so that `<!` cannot hide.
_PLAIN = re.compile(r"utf-?8|us-ascii|ascii|iso-8859-\d+|windows-125\d|gb2312|gbk|gb18030|big5|utf-?16", re.I)


def root_of(part: str, head: bytes) -> str | None:
    """Give the name of the first element of `part`, of which `head` is the first 64 KiB; None when it is not XML.

    Raises the Refusal `xml_entities` on a document type declaration in whatever encoding: no office program writes
    one, and every attack by entities needs one. Raises `xml_encoding` on an encoding in which it could hide, or that
    the parser would take for an empty sheet.
    """
    plain, encoding = _plain(head)
    if not plain.lstrip().startswith(b"<"):
        if plain.strip() and part.lower().endswith(_ENDINGS):
            raise Refusal("damaged")
        return None
    misc = _MISC.match(plain)
    end = misc.end() if misc else 0
    rest = plain[end:]
    if _DECLARATION.match(rest) or b"<!doctype" in plain[:end].lower():
        raise Refusal("xml_entities", part=part)
    if encoding != "utf-8":
        raise Refusal("xml_encoding", part=part, encoding=encoding)
    root = _ROOT.match(rest)
    if root is None and len(head) >= LONGEST:
        raise Refusal("unsafe_archive", reason="部件开头过长")
    return root.group(1).decode("ascii") if root else None


def _plain(head: bytes) -> tuple[bytes, str]:
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return head.decode(encoding, "ignore").lstrip("\ufeff").encode(), encoding
    head = head.removeprefix(codecs.BOM_UTF8)
    declared = _DECLARED.match(head)
    name = declared.group(1).decode("ascii", "replace") if declared else "utf-8"
    if _PLAIN.fullmatch(name):
        return head, "utf-8"
    try:
        return head.decode(name, "ignore").encode(), name
    except (LookupError, ValueError, TypeError, AttributeError):
        return head, name
