"""Correcting facts and moving a child: only on the version that was seen; whoever is slower gets the differences."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from notoneless.accounts.scope import required_scope
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.children.models import Child
from notoneless.children.permissions import check_may_place
from notoneless.children.queries.children import child_by_id
from notoneless.children.rules.differences import differences
from notoneless.children.rules.facts import Facts, faults, tidied
from notoneless.children.rules.refusals import ChangedMeanwhileError, RefusedError
from notoneless.children.services.registering import TAKEN, check_fits
from notoneless.children.services.stamping import named, note_change
from notoneless.children.services.writing import PLACED, Placement, write_fact, write_placement
from notoneless.places.models import Division

Place = TypeVar("Place")


def correct_child(
    child_id: UUID, *, version: int, values: Mapping[str, str], reason: str, by: Actor, today: date | None = None
) -> Child | None:
    """Set the facts in `values` (dates as 2015-03-01), and only those; None when the child is not within reach.

    Raises ChangedMeanwhileError with the differences when the record is no longer at `version`; RefusedError for a fact
    that is wrong or a number that is taken. In either case nothing was written.
    """
    if not reason.strip():
        raise RefusedError("请写明更正的依据。", "reason")
    try:
        with transaction.atomic():
            child = _held(child_id, version, values)
            if child is None:
                return None
            changed = _changed(child, values, today or timezone.localdate())
            columns = [column for field, value in changed.items() for column in write_fact(child, field, value)]
            child.save(update_fields=[*columns, "updated_at"])
            note_change(child, "corrected", sorted(changed), by=by, reason=reason.strip()[:200])
            record("children.corrected", actor=by, obj=named(child), fields=sorted(changed))
    except IntegrityError as error:
        raise RefusedError(TAKEN, "id_number") from error
    return child


def move_child(child_id: UUID, at: Placement, *, version: int, reason: str, by: Actor) -> Child | None:
    """Put the child elsewhere; None when it is not within reach. Raises as `correct_child` does."""
    if not reason.strip():
        raise RefusedError("请写明变更的依据。", "reason")
    check_fits(at)
    with transaction.atomic():
        child = _held(child_id, version, {})
        if child is None:
            return None
        before = _placed(child)
        check_may_place(required_scope(), school=_new(child.school, at.school), divisions=_new_divisions(child, at))
        write_placement(child, at)
        child.save(update_fields=[*PLACED, "updated_at"])
        fields = sorted(name for name, value in _placed(child).items() if value != before[name])
        note_change(child, "moved", fields, by=by, reason=reason.strip()[:200])
        record("children.moved", actor=by, obj=named(child), fields=fields)
    return child


def _held(child_id: UUID, version: int, values: Mapping[str, str]) -> Child | None:
    """The child, its version one higher from now on, and nobody else's until the transaction ends."""
    moved = Child.objects.filter(pk=child_id, version=version).exclude(status="erased").update(version=F("version") + 1)
    child = child_by_id(child_id)
    if child is not None and not moved:
        theirs = facts_of(child).as_text()
        raise ChangedMeanwhileError(differences(theirs, values), child.version)
    return child


def facts_of(child: Child) -> Facts:
    """What the record says."""
    return Facts(**{field: getattr(child, field) for field in Facts.__dataclass_fields__})


def _changed(child: Child, values: Mapping[str, str], today: date) -> dict[str, object]:
    """The facts that become others, checked together with those that stay."""
    before = facts_of(child)
    given: dict[str, object] = dict(values)
    if "birth_on" in given:
        given["birth_on"] = date.fromisoformat(str(given["birth_on"])) if given["birth_on"] else None
    after = tidied(replace(before, **given))  # type: ignore[arg-type]
    for fault in faults(after, today):
        raise RefusedError(fault.sentence, fault.field)
    return {
        field: getattr(after, field)
        for field in Facts.__dataclass_fields__
        if getattr(after, field) != getattr(before, field)
    }


def _placed(child: Child) -> dict[str, object]:
    return {name: getattr(child, f"{name}_id") for name in Placement.__dataclass_fields__}


def _new(before: Place | None, after: Place | None) -> Place | None:
    """What is chosen anew; where a child is already need not be within reach."""
    return None if after == before else after


def _new_divisions(child: Child, at: Placement) -> tuple[Division | None, ...]:
    return _new(child.registered_in, at.registered_in), _new(child.lives_in, at.lives_in)
