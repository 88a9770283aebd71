"""Alarms about accounts that have looked at more children than their work explains."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from notoneless.children.models import Alarm
from notoneless.children.models.showing import unpacked
from notoneless.children.queries.seen import showings
from notoneless.children.rules.harvest import thresholds

DISTINCT = frozenset({"opened", "listed"})
"""Kinds of which different children count, not showings."""


def alarms() -> QuerySet[Alarm]:
    """All alarms, the open ones first, then the latest."""
    return Alarm.objects.order_by("cleared_at", "-at")


def alarm_by_id(alarm: UUID) -> Alarm | None:
    """One alarm."""
    return Alarm.objects.filter(pk=alarm).first()


def is_blocked(person: str) -> bool:
    """Whether the account may not look at children until somebody has cleared an alarm."""
    return Alarm.objects.filter(person_id=person, level="block", cleared_at__isnull=True).exists()


def counted_since(person: str, kind: str, now: datetime) -> datetime:
    """From when on the account's looks count: so many days back, but not before the last alarm that was cleared."""
    back = now - timedelta(days=thresholds()[kind].days)
    cleared = Alarm.objects.filter(person_id=person, kind=kind).aggregate(last=Max("cleared_at"))["last"]
    return max(back, cleared) if cleared else back


def seen_count(person: str, kind: str, since: datetime) -> int:
    """How many the account has: different children opened or listed, fields revealed."""
    seen = showings(person, since).filter(harvest=kind)
    if kind not in DISTINCT:
        return seen.count()
    return len({child for content in seen.values_list("children", flat=True) for child in unpacked(content)})


def revealed_since(person: str, midnight: datetime) -> int:
    """How many fields the account has revealed."""
    return showings(person, midnight).filter(kind="revealed").count()


def was_raised(person: str, kind: str, level: str, since: datetime) -> bool:
    """Whether this alarm has been raised already for what is counted now."""
    return Alarm.objects.filter(person_id=person, kind=kind, level=level, at__gte=since).exists()
