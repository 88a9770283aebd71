"""A division that is new, or was always there and is entered now."""

from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import Division
from notoneless.places.rules.names import place_name
from notoneless.places.rules.paths import ROOT, DivisionLevel, level_of, parent_code, path_of, short_code
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.histories import remember


@transaction.atomic
def open_division(
    *, code: str, name: str, by: Actor, parent: Division | None = None, opened_on: date | None = None, reason: str = ""
) -> Division:
    """Enter a division. `parent` is by default the one that the code lies in.

    Raises NotPossibleError: a code that is no code or is in use, no such parent, a name that is none.
    """
    division = new_division(short_code(code), name, parent, opened_on)
    division.save(force_insert=True)
    remember(division, "opened", by=by, on=opened_on, after=f"{division.name}（{division.code}）", reason=reason)
    details = {"code": division.code, "name": division.name}
    record("places.division_opened", actor=by, obj=("division", str(division.id)), reason=reason, details=details)
    return division


def new_division(code: str, name: str, parent: Division | None, opened_on: date | None) -> Division:
    """The division, checked and not yet written. Raises NotPossibleError."""
    level = level_of(code)
    taken = Division.objects.filter(code=code, closed_on=None).first()
    if taken:
        raise NotPossibleError(f"区划代码 {code} 正由{taken.name}使用", "code")
    if parent is None and level is not DivisionLevel.DISTRICT:
        above = parent_code(code)
        parent = Division.objects.filter(code=above, closed_on=None).first()
        if parent is None:
            raise NotPossibleError(f"没有代码为 {above} 的上级区划，请先设立它", "code")
    check_parent(level, parent)
    return Division(
        code=code,
        name=place_name(name),
        level=level.value,
        parent=parent,
        path=path_of(code, parent.path if parent else ROOT),
        opened_on=opened_on,
    )


def check_parent(level: DivisionLevel, parent: Division | None) -> None:
    """Raises NotPossibleError for a parent that is closed or of a level that cannot hold this one."""
    if (parent.level if parent else None) != level.above:
        wanted = level.above.label if level.above else "空"
        raise NotPossibleError(f"{level.label}的上级应是{wanted}", "parent")
    if parent and parent.closed_on:
        raise NotPossibleError(f"上级{parent.name}已于 {parent.closed_on} 撤销", "parent")
