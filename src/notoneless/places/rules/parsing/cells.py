"""Single cells read: each function gives the value, or raises NotPossibleError with the column's name in it."""

from datetime import date

from notoneless.places.rules.calendar import year_named
from notoneless.places.rules.columns import ImportKind, heading_of
from notoneless.places.rules.paths import level_of, short_code
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.standards.dates import parse_date


def required(kind: ImportKind, row: ImportRow, field: str) -> str:
    """The text of a column that must be filled in."""
    text = row.text(field)
    if not text:
        raise NotPossibleError(f"“{heading_of(kind, field)}”没有填写", field)
    return text


def day(kind: ImportKind, row: ImportRow, field: str) -> date | None:
    """A date, None when the cell is empty."""
    text = row.text(field)
    if not text:
        return None
    value = parse_date(text)
    if value is None:
        raise NotPossibleError(f"“{heading_of(kind, field)}”“{text}”不是日期，请写成 2023-09-01 的样子", field)
    return value


def school_year(kind: ImportKind, row: ImportRow) -> int:
    """The year in which the school year of the row begins."""
    text = required(kind, row, "school_year")
    year = year_named(text)
    if year is None:
        raise NotPossibleError(f"“学年”“{text}”不对，请写成 2023-2024 的样子", "school_year")
    return year


def division_code(kind: ImportKind, row: ImportRow, field: str) -> str:
    """A code of 6, 9 or 12 digits, "" when the cell is empty."""
    text = short_code(row.text(field))
    if text:
        try:
            level_of(text)
        except NotPossibleError as refusal:
            raise NotPossibleError(f"“{heading_of(kind, field)}”：{refusal.sentence}", field) from refusal
    return text
