"""Registering a child, and many at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils import timezone

from notoneless.accounts.scope import required_scope
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.children.models import Child
from notoneless.children.permissions import check_is_within_reach, check_may_place
from notoneless.children.queries.children import child_by_number
from notoneless.children.rules.facts import Facts, faults, tidied
from notoneless.children.rules.refusals import RefusedError
from notoneless.children.services.stamping import named, note_change
from notoneless.children.services.writing import Placement, write_facts, write_placement

TAKEN = "这个身份证号已经登记过（可能不在您的管辖范围内）。请先用号码后六位查找；查不到时请与区教育局核对。"


def register_child(facts: Facts, at: Placement, *, by: Actor, today: date | None = None) -> Child:
    """Make a record. Raises RefusedError for a fact that is wrong, a number that is taken, a place out of reach."""
    facts = tidied(facts)
    for fault in faults(facts, today or timezone.localdate()):
        raise RefusedError(fault.sentence, fault.field)
    scope = required_scope()
    check_may_place(scope, school=at.school, divisions=(at.registered_in, at.lives_in))
    check_is_within_reach(scope, school=at.school, divisions=(at.registered_in, at.lives_in))
    check_fits(at)
    if facts.id_number and (known := child_by_number(facts.id_number)):
        raise RefusedError(
            f"这个身份证号已经登记在{known.school or known.registered_in or '本区'}的一名儿童名下。", "id_number"
        )
    child = made(facts, at)
    try:
        with transaction.atomic():
            child.save(force_insert=True)
            note_change(child, "registered", [], by=by)
            record("children.registered", actor=by, obj=named(child))
    except IntegrityError as error:
        raise RefusedError(TAKEN, "id_number") from error
    return child


def check_fits(at: Placement) -> None:
    """A class belongs to the school. Raises RefusedError."""
    if at.school_class is not None and (at.school is None or at.school_class.school_id != at.school.pk):
        raise RefusedError("所选班级不是这所学校的班级。", "school_class")


def made(facts: Facts, at: Placement) -> Child:
    """The row of these facts, not yet saved."""
    child = Child()
    write_facts(child, facts)
    write_placement(child, at)
    return child


def load_children(rows: Iterable[tuple[Facts, Placement]], *, by: Actor, at_once: int = 2000) -> int:
    """Register many whose facts have been checked already, so many in one transaction; give how many.

    Raises IntegrityError when a number is there already: the rows of that transaction are not written.
    """
    count = 0
    stream = iter(rows)
    for batch in _batches(stream, at_once):
        with transaction.atomic():
            Child.objects.bulk_create([made(facts, at) for facts, at in batch], batch_size=500)
            record("children.loaded", actor=by, details={"count": len(batch)})
        count += len(batch)
    return count


def _batches(rows: Iterator[tuple[Facts, Placement]], size: int) -> Iterator[list[tuple[Facts, Placement]]]:
    while batch := list(islice(rows, size)):
        yield batch
