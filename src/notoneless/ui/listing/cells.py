"""What stands in a cell: words, perhaps a link, a second line or the colour of a state."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

NOTHING = SafeString('<span class="none">—</span>')


@dataclass(frozen=True, slots=True)
class Cell:
    """`tone` is one of the tones of a badge: good, warn, bad, info, quiet; `note` is a second, smaller line."""

    text: str
    href: str = ""
    tone: str = ""
    note: str = ""

    def __html__(self) -> str:
        """The words, marked up; everything that came from outside is escaped."""
        inner = format_html("{}", self.text) if self.text else NOTHING
        if self.tone:
            inner = format_html('<span class="badge badge-{}">{}</span>', self.tone, inner)
        if self.href:
            inner = format_html('<a href="{}">{}</a>', self.href, inner)
        return format_html('{}<span class="note">{}</span>', inner, self.note) if self.note else inner


Value = Cell | str | int | float | Decimal | bool | date | None
"""What a column may give for a row; anything but a Cell is put into words by `shown`."""


def shown(value: Value) -> str:
    """The words of a value: grouped numbers, 2024-03-05, 是 or 否, a dash for nothing."""
    if isinstance(value, Cell):
        return value.__html__()
    if value is None or value == "":
        return NOTHING
    return format_html("{}", plain(value))


def plain(value: Value) -> str:
    """The same words without mark-up, as for a file."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float() | Decimal():
            return f"{value:,}"
        case datetime():
            return localtime(value).strftime("%Y-%m-%d %H:%M")
    return value.text if isinstance(value, Cell) else str(value)
