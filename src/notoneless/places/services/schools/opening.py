"""A school that is new, or was always there and is entered now."""

from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import Division, School
from notoneless.places.rules.names import place_name
from notoneless.places.rules.parsing.schools import school_code
from notoneless.places.rules.paths import DivisionLevel
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import KINDS
from notoneless.places.services.histories import remember


@transaction.atomic
def open_school(
    *,
    code: str,
    name: str,
    kind: str,
    division: Division,
    by: Actor,
    opened_on: date | None = None,
    reason: str = "",
) -> School:
    """Enter a school of a kind (`rules.stages.KINDS`) that stands in a township or village. Raises NotPossibleError."""
    school = new_school(code, name, kind, division, opened_on)
    school.save(force_insert=True)
    remember(school, "opened", by=by, on=opened_on, after=f"{school.name}（{school.code}）", reason=reason)
    details = {"code": school.code, "name": school.name, "kind": school.kind}
    record("places.school_opened", actor=by, obj=("school", str(school.id)), reason=reason, details=details)
    return school


def new_school(code: str, name: str, kind: str, division: Division, opened_on: date | None) -> School:
    """The school, checked and not yet written. Raises NotPossibleError."""
    code = school_code(code)
    taken = School.objects.filter(code=code, closed_on=None).first()
    if taken:
        raise NotPossibleError(f"学校标识码 {code} 正由{taken.name}使用", "code")
    check_site(division)
    stage = KINDS[kind].stage.value
    return School(code=code, name=place_name(name), kind=kind, stage=stage, division=division, opened_on=opened_on)


def check_site(division: Division) -> None:
    """Raises NotPossibleError for a place where no school can stand."""
    if division.level == DivisionLevel.DISTRICT:
        raise NotPossibleError("请选择学校所在的乡镇（街道）或村（社区）", "division")
    if division.closed_on:
        raise NotPossibleError(f"{division.name}已于 {division.closed_on} 撤销", "division")
