"""The columns of a list, declared as data."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString

from notoneless.ui.listing.cells import Value, shown

Row = TypeVar("Row")


class Kind(StrEnum):
    """How a column is set: numbers to the right, codes in figures of one width, names never broken."""

    TEXT = "text"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    STATUS = "status"
    CODE = "code"


class DataClass(StrEnum):
    """The class of the data in a column, as in the register of fields; an export asks for approval by it."""

    OPEN = "open"
    PERSONAL = "personal"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column.

    `order`: the database fields it is sorted by, empty when it cannot be sorted; they must not be encrypted.
    `fixed`: always shown, and kept in sight when the table is scrolled sideways. `shown`: shown unless a reader
    chose otherwise.
    """

    name: str
    words: str
    cell: Callable[[Row], Value]
    order: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    data: DataClass = DataClass.OPEN
    shown: bool = True
    fixed: bool = False

    def html(self, row: Row) -> SafeString:
        """The cell of a row, with its heading for narrow screens."""
        tag = "th" if self.fixed else "td"
        scope = SafeString(' scope="row" role="rowheader"' if self.fixed else ' role="cell"')
        value = self.cell(row)
        nothing = not self.fixed and (value is None or value == "")
        classes = f"is-{self.kind}{' is-fixed' if self.fixed else ''}{' is-nothing' if nothing else ''}"
        return format_html(
            '<{0} class="{1}" data-label="{2}"{3}>{4}</{0}>', tag, classes, self.words, scope, shown(value)
        )
