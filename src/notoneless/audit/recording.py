"""Writing one event, in the transaction of the act itself: without its event there is no act.

Record last in the transaction: from here until it ends nobody else can record anything. That is the price of one chain
without forks. What is refused is recorded in a transaction of its own, which must be committed.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping

from django.db import connections, router, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from notoneless.audit.actors import Actor
from notoneless.audit.canonical import FIELDS, details_text, encode, instant, plain, written
from notoneless.audit.catalogue import kind
from notoneless.audit.models import ChainHead, Event
from notoneless.audit.sealing import Mac, seal

Object = tuple[str, str]
"""The name of a type and a pseudonym."""
INSERT_MENTION = "INSERT INTO audit_mention (seq, object_type, object_pseudonym) VALUES (%s, %s, %s)"
COUNT, DIGEST = "objects", "objects_digest"
"""The two details of an event that has mentions."""


class BrokenChainError(Exception):
    """The end of the chain is missing or has been moved: nothing can be recorded, so nothing can be done."""


def record(
    event: str,
    *,
    actor: Actor,
    obj: Object | None = None,
    objs: Collection[Object] = (),
    outcome: str = "done",
    reason: str = "",
    fields: Iterable[str] = (),
    details: Mapping[str, str | int] | None = None,
) -> None:
    """Add `event` to the log. `obj` is what was acted on; `objs` are the many of an export or a list.

    Raises TransactionManagementError outside a transaction, UnknownEventError for an event without a row in a table,
    TypeError for details that are no text and no whole number, BrokenChainError when the end of the chain is not where
    it was. Whatever it raises, the transaction can only be rolled back afterwards.
    """
    using = router.db_for_write(Event)
    if not connections[using].in_atomic_block:
        raise TransactionManagementError("an event is recorded in the transaction of its act")
    try:
        row = _by(actor, event=kind(event).name, outcome=outcome, reason=written(reason, 500))
        row.object_type, row.object_pseudonym = obj or ("", "")
        row.fields_touched = encode(sorted(fields))
        row.details = details_text(_with_objects(details or {}, objs))
        _append(row, list(objs), using=using)
    except BaseException:
        transaction.set_rollback(True, using=using)
        raise


def chained(mac: Mac, prev: str, values: Iterable[object]) -> str:
    """The code of a row: over the code of the row before, a line end, and the row's values in order as JSON."""
    return mac(f"{prev}\n{encode(tuple(values))}".encode())


def objects_digest(objs: Iterable[Object]) -> str:
    """The digest of a list of objects, each on a line."""
    return hashlib.sha256("".join(f"{each[0]}\t{each[1]}\n" for each in objs).encode()).hexdigest()


def _with_objects(details: Mapping[str, str | int], objs: Collection[Object]) -> Mapping[str, str | int]:
    if reserved := {COUNT, DIGEST} & details.keys():
        raise TypeError(f"detail {min(reserved)}: written by the log itself, give `objs`")
    return {**details, COUNT: len(objs), DIGEST: objects_digest(objs)} if objs else details


def _by(actor: Actor, *, event: str, outcome: str, reason: str) -> Event:
    """The event, without what was touched and without its place in the chain."""
    return Event(
        event=event,
        actor_id=plain(actor.id, 64),
        actor_username=plain(actor.username, 60),
        actor_role=plain(actor.role, 40),
        actor_post=plain(actor.post, 64),
        actor_organisation=plain(actor.organisation, 120),
        address=plain(actor.address, 45),
        device=plain(actor.device, 200),
        outcome=outcome,
        reason=reason,
    )


def _append(row: Event, objs: list[Object], *, using: str) -> None:
    """Give the row its place at the end of the chain and write it.

    The head is locked on PostgreSQL; on SQLite the transaction has been the only one that writes since it began. The
    primary key and the conditional update are there for whoever runs without either.
    """
    heads = ChainHead.objects.using(using)
    head = heads.select_for_update().filter(pk=1).first()
    if head is None:
        raise BrokenChainError("the row that says where the chain ends is missing")
    sealed = seal()
    row.seq, row.prev, row.key, at = head.seq + 1, head.mac, sealed.name, timezone.now()
    row.at = at
    row.mac = chained(sealed.mac, row.prev, (instant(at) if name == "at" else getattr(row, name) for name in FIELDS))
    row.save(using=using, force_insert=True)
    if objs:
        with connections[using].cursor() as cursor:  # others wait: without an instance for each it takes a third
            cursor.executemany(INSERT_MENTION, [(row.seq, *each) for each in objs])
    if not heads.filter(pk=1, seq=head.seq, mac=head.mac).update(seq=row.seq, mac=row.mac):
        raise BrokenChainError("the end of the chain was moved by another")
