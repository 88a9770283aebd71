"""The list of children as the worker exports it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from notoneless.audit.actors import Actor
from notoneless.children.models import Child
from notoneless.children.presenters.conditions import conditions_in_words
from notoneless.children.presenters.words import class_words, masked_value, place_words, plain_value, sex_words
from notoneless.children.queries.finding import found
from notoneless.children.queries.seen import pseudonyms
from notoneless.children.rules.fields import masked_fields
from notoneless.children.services.looking import note_exported
from notoneless.children.services.stamping import OBJECT
from notoneless.exports.rules.sources import ExportColumn, Filters, Source

CHUNK = 2000


class _Column(NamedTuple):
    offer: ExportColumn
    cell: Callable[[Child], str]


def _open(name: str, heading: str, width: int, cell: Callable[[Child], str], *, chosen: bool = True) -> _Column:
    return _Column(ExportColumn(name, heading, "open", width, chosen), cell)


def _masked(field: str, heading: str, width: int) -> _Column:
    return _open(f"{field}_masked", heading, width, lambda child: masked_value(child, field))


def _plain(field: str, class_: str, width: int) -> _Column:
    rule = masked_fields()[field]
    offer = ExportColumn(field, rule.label, class_, width, roles=rule.roles)
    return _Column(offer, lambda child: plain_value(child, field))


def _columns() -> Mapping[str, _Column]:
    columns = [
        _masked("name", "姓名（遮盖）", 12),
        _Column(ExportColumn("name", "姓名", "personal", 12), lambda child: child.name),
        _open("sex", "性别", 6, sex_words),
        _masked("birth_on", "出生年份", 10),
        _plain("birth_on", "personal", 12),
        _masked("id_number", "身份证号（末四位）", 22),
        _plain("id_number", "special", 22),
        _open("school", "学校", 28, lambda child: child.school.name if child.school else ""),
        _open("school_class", "班级", 14, class_words),
        _open("registered_in", "户籍所在", 22, lambda child: place_words(child.registered_in)),
        _open("lives_in", "现居住地", 22, lambda child: place_words(child.lives_in), chosen=False),
        _plain("guardian", "personal", 12),
        _plain("phone", "special", 14),
        _plain("address", "special", 30),
        _plain("disability", "special", 16),
        _plain("hardship", "special", 16),
    ]
    return {column.offer.name: column for column in columns}


COLUMNS = _columns()


def _rows(filters: Filters, names: Sequence[str]) -> Iterator[tuple[UUID, Sequence[str]]]:
    cells = [COLUMNS[name].cell for name in names]
    ordered = found(filters).order_by("name_initials", "name_key", "pk")
    for child in ordered.iterator(chunk_size=CHUNK):
        yield child.pk, [cell(child) for cell in cells]


def _noted(by: Actor, export_id: UUID, ids: Sequence[UUID]) -> None:
    note_exported(ids, export_id, by=by)


def _objects(ids: Sequence[UUID]) -> Sequence[tuple[str, str]]:
    names: dict[UUID, str] = {}
    for at in range(0, len(ids), CHUNK):
        names |= pseudonyms(ids[at : at + CHUNK])
    return [(OBJECT, names[each]) for each in ids if each in names]


SOURCE = Source(
    name="children",
    title="儿童名单",
    columns=tuple(column.offer for column in COLUMNS.values()),
    count=lambda filters: found(filters).count(),
    rows=_rows,
    described=conditions_in_words,
    noted=_noted,
    objects=_objects,
)
