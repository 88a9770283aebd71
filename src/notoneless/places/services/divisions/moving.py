"""A division under another parent, or by another code."""

from datetime import date

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import Division
from notoneless.places.rules.paths import ROOT, DivisionLevel, level_of, path_of, short_code
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.divisions.opening import check_parent
from notoneless.places.services.following import path_moved
from notoneless.places.services.histories import check_day, locked_division, remember


@transaction.atomic
def move_division(
    division: Division, *, on: date, by: Actor, parent: Division | None = None, code: str = "", reason: str = ""
) -> Division:
    """Put a division under `parent`, give it `code`, or both; all that lies in it moves along.

    What is left out stays as it is. Raises NotPossibleError.
    """
    found = locked_division(division)
    above = parent or found.parent
    code = short_code(code) or found.code
    check_day(found.opened_on, on)
    _check_code(found, code)
    check_parent(DivisionLevel(found.level), above)
    if (code, above) == (found.code, found.parent):
        raise NotPossibleError("上级和代码都没有变化", "parent")
    before = where(found)
    put(found, above, code)
    remember(found, "moved", by=by, on=on, before=before, after=where(found), reason=reason)
    record(
        "places.division_moved",
        actor=by,
        obj=("division", str(found.id)),
        reason=reason,
        fields=["parent", "code", "path"],
        details={"before": before, "after": where(found)},
    )
    return found


def put(division: Division, parent: Division | None, code: str) -> None:
    """Rewrite the paths of a division and of all that is or was in it, and tell the followers."""
    old = division.path
    division.parent, division.code = parent, code
    division.path = path_of(code, parent.path if parent else ROOT)
    division.save(update_fields=["parent", "code", "path"])
    # By parents and not by paths: a closed division may once have had the same code.
    inside = Division.objects.filter(Q(parent=division) | Q(parent__parent=division))
    inside.update(path=Concat(Value(division.path), Substr("path", len(old) + 1)))
    path_moved(old, division.path)


def where(division: Division) -> str:
    """A division's place in words: 某某镇·511791103201."""
    return f"{division.parent.name if division.parent else ''}·{division.code}".lstrip("·")


def _check_code(division: Division, code: str) -> None:
    if code == division.code:
        return
    if level_of(code) != division.level:
        raise NotPossibleError(f"代码 {code} 的位数与{division.name}的级别不符", "code")
    taken = Division.objects.filter(code=code, closed_on=None).first()
    if taken:
        raise NotPossibleError(f"区划代码 {code} 正由{taken.name}使用", "code")
