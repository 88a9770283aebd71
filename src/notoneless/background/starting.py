"""Asking for work."""

import json
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from notoneless.background.kinds import Kind
from notoneless.background.models import Work
from notoneless.background.queueing import enqueue
from notoneless.background.recording import Owner, record
from notoneless.background.states import UNFINISHED


def start(work: Kind, *, owner: Owner, once: str = "", **args: Any) -> Work:
    """Queue a piece of work, in the transaction that asks for it: it begins when that is committed, and not otherwise.

    With `once`, a second request while the first is unfinished gives the first: a double click starts one. Raises
    TypeError for arguments that are not JSON.
    """
    plain = _plain(args)
    found = _unfinished(work, once)
    if found is not None:
        return found
    try:
        return _queued(work, owner, once, plain)
    except IntegrityError:  # another was faster
        found = _unfinished(work, once)
        return found if found is not None else _queued(work, owner, once, plain)


@transaction.atomic
def _queued(work: Kind, owner: Owner, once: str, args: dict[str, Any]) -> Work:
    made = Work.objects.create(
        kind=work.name,
        title=work.title,
        owner_id=owner.id,
        once=_key(work, once),
        args=args,
        queued_at=timezone.now(),
    )
    enqueue(made.id)
    record("background.started", by=owner, work_id=made.id, kind=work.name)
    return made


def _key(work: Kind, once: str) -> str:
    return f"{work.name}:{once}" if once else ""


def _unfinished(work: Kind, once: str) -> Work | None:
    return Work.objects.filter(once=_key(work, once), state__in=UNFINISHED).first() if once else None


def _plain(args: dict[str, Any]) -> dict[str, Any]:
    """The arguments as they come back out of the database; what would come back as something else is refused."""
    try:
        found: dict[str, Any] = json.loads(json.dumps(args, allow_nan=False))
    except ValueError as error:
        raise TypeError(f"arguments of work are JSON: {error}") from error
    if found != args:
        raise TypeError("arguments of work are JSON: lists, texts, numbers, and texts as keys")
    return found
