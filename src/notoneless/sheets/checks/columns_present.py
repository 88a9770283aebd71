"""Columns that a roster of its kind must have."""

from functools import cache

from notoneless.sheets.messages import field_label
from notoneless.sheets.rosters import RosterSheet
from notoneless.standards.tables import load


def missing_columns(sheet: RosterSheet) -> list[str]:
    """A sentence for each field that this kind of roster needs and that neither a column nor the title gives."""
    if sheet.kind is None:
        return []
    missing = [need for need in _required()[sheet.kind.value] if not any(field in sheet.values for field in need)]
    return [f"本表没有“{'”或“'.join(map(field_label, need))}”一列，请补上这一列。" for need in missing]


@cache
def _required() -> dict[str, tuple[tuple[str, ...], ...]]:
    rows = load("required_fields", "notoneless.sheets").rows
    return {row["kind"]: tuple(tuple(need.split("|")) for need in row["fields"].split()) for row in rows}
