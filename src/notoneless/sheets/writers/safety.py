"""Text that leaves in a workbook: no control characters, and nothing that a spreadsheet would run.

Source: OWASP ASVS 5.0, 1.2.10 (formula injection): a cell that begins with = + - @ tab or NUL may be run by the
program that opens the file, and a child's name or an address is typed by anybody. Every text is therefore written as
a string cell; one that begins so also carries the quote mark of the cell style (quotePrefix), so that it stays a text
when a clerk edits the cell. The text itself is not changed: it must match the roster when it comes back.
"""

import re

# The full-width forms are taken for the plain ones by spreadsheets with a Chinese keyboard.
FORMULA_STARTS = frozenset("=+-@\t\r\0＝＋－＠")

# What a cell of Excel can hold, in UTF-16 units.
MOST_UNITS = 32_767
_CUT_MARK = "……（过长，已截断）"

_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls, marks that turn the direction of writing (they can show a text in another order than it
# has), the byte order mark, half characters and what XML forbids. Private-use characters stay: old registers
# keep rare characters of names there.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def clean_text(text: str) -> str:
    """Give the text as a cell may hold it: line breaks as LF, tabs as spaces, no unseen control characters.

    Every visible character, and spaces at either end, stay. A text longer than a cell holds is cut and says so.
    """
    if not text.isprintable():
        text = _UNSEEN.sub("", _BREAK.sub("\n", text).replace("\t", " "))
    if len(text) > MOST_UNITS // 2 and len(text.encode("utf-16-le")) > 2 * MOST_UNITS:
        room = 2 * (MOST_UNITS - len(_CUT_MARK))
        text = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT_MARK
    return text


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula once somebody edits its cell."""
    return text[:1] in FORMULA_STARTS
