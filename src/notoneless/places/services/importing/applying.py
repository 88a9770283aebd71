"""What a person said yes to, done in one transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import PlaceImport
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.places.services.importing.planning import Plan, plan_of

_BATCH = 500


@transaction.atomic
def apply_import(draft: PlaceImport, *, fingerprint: str, by: Actor) -> PlaceImport:
    """Do what the preview with this fingerprint promised; rows that are wrong are left out, and only they are kept.

    Raises NotPossibleError when it would do something else by now, and when it is done or dropped already.
    """
    found = _waiting(draft, by)
    plan = plan_of(found)
    if plan.fingerprint != fingerprint:
        raise NotPossibleError("预览之后区域与学校的数据有变化，请核对新的预览后再确认")
    perform(plan, by)
    found.added, found.changed, found.wrong = plan.count("add"), plan.count("change"), plan.count("wrong")
    _end(found, "applied", by, kept=[step.row for step in plan.of("wrong")])
    details: dict[str, str | int] = {"kind": found.kind, "added": found.added, "changed": found.changed}
    record("places.import_applied", actor=by, obj=("place_import", str(found.id)), details=details)
    return found


@transaction.atomic
def drop_import(draft: PlaceImport, *, by: Actor) -> PlaceImport:
    """Say no to a preview: its rows are forgotten."""
    found = _waiting(draft, by)
    _end(found, "dropped", by, kept=())
    record("places.import_dropped", actor=by, obj=("place_import", str(found.id)))
    return found


def perform(plan: Plan, by: Actor) -> None:
    """Do every step of a plan. Raises NotPossibleError naming the row that could not be done: then nothing is."""
    today, waiting = timezone.localdate(), dict[type[Model], list[Model]]()
    for step in plan.steps:
        if step.build:
            for row in step.build(by):
                waiting.setdefault(type(row), []).append(row)
        if step.perform:
            _write(waiting)
            try:
                step.perform(by, today)
            except NotPossibleError as refusal:
                raise NotPossibleError(f"“{step.row.sheet}”第 {step.row.number} 行：{refusal.sentence}") from refusal
    _write(waiting)


def _write(waiting: dict[type[Model], list[Model]]) -> None:
    for model, rows in waiting.items():
        model._default_manager.bulk_create(rows, batch_size=_BATCH)
    waiting.clear()


def _waiting(draft: PlaceImport, by: Actor) -> PlaceImport:
    found = PlaceImport.objects.select_for_update().get(id=draft.id)
    if found.state != "previewed":
        raise NotPossibleError(f"这次导入{found.get_state_display()}，不能再改动")
    if found.previewed_by != by.username[:80]:
        raise NotPossibleError("只有上传文件的人可以确认或放弃这次导入")
    return found


def _end(draft: PlaceImport, state: str, by: Actor, kept: Iterable[ImportRow]) -> None:
    draft.state, draft.ended_at, draft.ended_by = state, timezone.now(), by.username[:80]
    draft.rows = [row.as_json() for row in kept]
    draft.save()
