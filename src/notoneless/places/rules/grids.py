"""A workbook as texts, made where it is read: this module is all of the house that a reading process loads."""

from dataclasses import dataclass

from notoneless.sheets.cells import texts_of
from notoneless.sheets.readers.workbooks import RawBook

MOST_ROWS = 20_000
"""No district has so many villages or classes: a longer table is another one."""


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """A visible sheet: its name and the text of every cell. `cut` says that it was too long to be read to its end."""

    name: str
    rows: list[list[str]]
    cut: bool = False


def sheet_texts(book: RawBook) -> tuple[tuple[SheetTexts, ...], tuple[str, ...]]:
    """The visible sheets of a book, and what its reader remarks on it."""
    sheets = tuple(
        SheetTexts(sheet.name, texts_of(sheet.rows[:MOST_ROWS]), sheet.height > MOST_ROWS)
        for sheet in book.sheets
        if sheet.visible
    )
    return sheets, book.remarks
