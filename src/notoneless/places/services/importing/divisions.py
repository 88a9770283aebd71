"""Divisions of a workbook compared with those that are there."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db.models import Model

from notoneless.audit.actors import Actor
from notoneless.places.models import Division
from notoneless.places.queries import open_divisions
from notoneless.places.rules.parsing.divisions import DivisionValues
from notoneless.places.rules.paths import ROOT, is_below, path_of
from notoneless.places.rules.rows import ImportRow
from notoneless.places.services.divisions import move_division, rename_division
from notoneless.places.services.histories import change
from notoneless.places.services.importing.steps import Step

Rows = Sequence[tuple[ImportRow, DivisionValues]]


def plan_divisions(rows: Rows, within: str) -> Iterator[Step]:
    """One step for each row, from above to below: parts follow what they are part of."""
    everything = {division.code: division for division in open_divisions().select_related("parent")}
    known = {code: division for code, division in everything.items() if is_below(division.path, within)}
    gone = {each.code: each for each in Division.objects.filter(closed_on__isnull=False)}
    coming = set(known)
    for row, values in sorted(rows, key=lambda pair: pair[1].level.digits):
        here = known.get(values.code)
        if here is not None:
            yield _changed(row, values, here, known, coming)
        elif values.code in everything:
            yield Step(row, "wrong", f"{everything[values.code].name}（{values.code}）不在您负责的区域里")
        elif not values.parent and within != ROOT:
            yield Step(row, "wrong", f"不能新增{values.level.label}：{values.name}（{values.code}）不在您负责的区域里")
        elif values.code in gone:
            former = gone[values.code]
            words = f"代码 {values.code} 属于已撤销的{former.name}（{former.closed_on}）；如要重新启用，请在页面上设立"
            yield Step(row, "wrong", words)
        elif values.parent and values.parent not in coming:
            yield Step(row, "wrong", f"没有代码为 {values.parent} 的上级区划；请先填写上级那一行")
        else:
            coming.add(values.code)
            yield _added(row, values, known)


def _added(row: ImportRow, values: DivisionValues, known: dict[str, Division]) -> Step:
    def build(by: Actor) -> Sequence[Model]:
        parent = known[values.parent] if values.parent else None
        division = Division(
            code=values.code,
            name=values.name,
            level=values.level.value,
            parent=parent,
            path=path_of(values.code, parent.path if parent else ROOT),
            opened_on=values.opened_on,
        )
        known[values.code] = division
        opened = change(division, "opened", by=by, on=values.opened_on, after=f"{division.name}（{division.code}）")
        return division, opened

    return Step(row, "add", f"新增{values.level.label}：{values.name}", build)


def _changed(
    row: ImportRow, values: DivisionValues, here: Division, known: dict[str, Division], coming: Collection[str]
) -> Step:
    renamed = here.name != values.name
    moved = values.parent_written and here.parent is not None and here.parent.code != values.parent
    if moved and values.parent not in coming:
        return Step(row, "wrong", f"没有代码为 {values.parent} 的上级区划；请先填写上级那一行")
    if not renamed and not moved:
        return Step(row, "same", "没有变化")

    def perform(by: Actor, on: date) -> None:
        if renamed:
            rename_division(here, name=values.name, on=on, by=by)
        if moved:
            known[values.code] = move_division(here, parent=known[values.parent], on=on, by=by)

    words = [f"更名：{here.name} → {values.name}"] * renamed + [f"改隶：上级改为 {values.parent}"] * moved
    return Step(row, "change", "；".join(words), perform=perform)
