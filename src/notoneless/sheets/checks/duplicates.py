"""The same child twice in one sheet."""

from collections.abc import Hashable, Iterator

from notoneless.sheets.checks.cells import problem, read_identity
from notoneless.sheets.rosters import CellProblem, RosterSheet
from notoneless.standards.identity_numbers import IdState


def check_same_identity_twice(sheet: RosterSheet) -> Iterator[CellProblem]:
    """One sound identity number in two rows: two entries for one child, or one of them mistyped."""
    keys: list[Hashable] = []
    for text in sheet.values.get("id_number", ()):
        number = read_identity(text) if text else None
        keys.append(number.text if number and number.state is IdState.VALID else None)
    yield from _repeated(sheet, keys, "id_number", "same_id_twice")


def check_same_person_twice(sheet: RosterSheet) -> Iterator[CellProblem]:
    """The same name and birth with different or no identity numbers: namesakes, or one child listed twice."""
    names, births = sheet.values.get("name"), sheet.values.get("birth")
    if not names or not births:
        return
    pairs = zip(("".join(name.split()) for name in names), births, strict=True)
    keys: list[Hashable] = [(name, birth) if name and birth else None for name, birth in pairs]
    told = {sheet.rows[at] for at in _rows_of_repeated(sheet.values.get("id_number", []))}
    yield from (found for found in _repeated(sheet, keys, "name", "same_person_twice") if found.row not in told)


def _repeated(sheet: RosterSheet, keys: list[Hashable], field: str, code: str) -> Iterator[CellProblem]:
    places: dict[Hashable, list[int]] = {}
    for at, key in enumerate(keys):
        if key is not None:
            places.setdefault(key, []).append(at)
    for group in places.values():
        if len(group) < 2:
            continue
        for at in group:
            others = "、".join(str(sheet.rows[other]) for other in group if other != at)
            yield problem(sheet, at, field, code, others)


def _rows_of_repeated(cells: list[str]) -> Iterator[int]:
    places: dict[str, list[int]] = {}
    for at, text in enumerate(cells):
        if text:
            places.setdefault(text, []).append(at)
    for group in places.values():
        if len(group) > 1:
            yield from group
