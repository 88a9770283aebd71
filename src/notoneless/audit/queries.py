"""What the auditor's pages ask of the log. No feature asks it anything: it will be archived."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from notoneless.audit.catalogue import kinds
from notoneless.audit.models import Event, Mention

CHILD = "child"
"""The type of object that a child is."""


def events(
    *,
    actor_id: str = "",
    username: str = "",
    event: str = "",
    severity: str = "",
    outcome: str = "",
    object_type: str = "",
    address: str = "",
    from_at: datetime | None = None,
    until_at: datetime | None = None,
) -> QuerySet[Event]:
    """Events that agree in all that is given, the newest first: by number, for a clock can be wrong."""
    equal = {
        "actor_id": actor_id,
        "actor_username": username,
        "event": event,
        "outcome": outcome,
        "object_type": object_type,
        "address": address,
        "at__gte": from_at,
        "at__lt": until_at,
    }
    found = Event.objects.filter(**{name: value for name, value in equal.items() if value})
    if severity:
        found = found.filter(event__in=[each.name for each in kinds().values() if each.severity == severity])
    return found.order_by("-seq")


def of_object(pseudonym: str, object_type: str = CHILD) -> QuerySet[Event]:
    """Everything that was done to one object, also among many; the newest first."""
    among = Mention.objects.filter(object_pseudonym=pseudonym, object_type=object_type).values("seq")
    alone = Q(object_pseudonym=pseudonym, object_type=object_type)
    return Event.objects.filter(alone | Q(seq__in=among)).order_by("-seq")


def mentioned_in(seq: int) -> QuerySet[Mention]:
    """The objects of one event that has many."""
    return Mention.objects.filter(seq=seq).order_by("id")


def children_seen_by(actor_id: str, from_at: datetime, until_at: datetime) -> list[dict[str, Any]]:
    """Every child whose data a person had before them in a time: `pseudonym`, `times`, `first_at`, `last_at`.

    Seen, changed, exported, listed: all events that were done count. In order of pseudonyms. Two queries.
    """
    done = Event.objects.filter(actor_id=actor_id, outcome="done", at__gte=from_at, at__lt=until_at)
    alone = (
        done.filter(object_type=CHILD)
        .order_by("object_pseudonym")
        .values_list("object_pseudonym")
        .annotate(Count("seq"), Min("at"), Max("at"))
    )
    found = {pseudonym: [times, first, last] for pseudonym, times, first, last in alone}
    when = dict(done.filter(details__contains='"objects_digest"').values_list("seq", "at"))
    among = Mention.objects.filter(object_type=CHILD, seq__in=done.values("seq"))
    for seq, pseudonym in among.values_list("seq", "object_pseudonym").iterator(chunk_size=5_000):
        at = when[seq]
        entry = found.setdefault(pseudonym, [0, at, at])
        entry[:] = [entry[0] + 1, min(entry[1], at), max(entry[2], at)]
    return [
        {"pseudonym": pseudonym, "times": times, "first_at": first, "last_at": last}
        for pseudonym, (times, first, last) in sorted(found.items())
    ]
