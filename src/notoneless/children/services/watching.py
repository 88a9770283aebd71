"""Noticing that an account harvests: an alarm at a tenth of what the law calls a crime, a stop well below it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.children.models import Alarm
from notoneless.children.queries.alarms import counted_since, is_blocked, seen_count, was_raised
from notoneless.children.rules.harvest import Level, thresholds
from notoneless.children.rules.refusals import BlockedError, RefusedError
from notoneless.children.services.stamping import stamp

BLOCKED = "您的账号近期查看的儿童数量异常，已暂停查看。请联系安全管理员核实后恢复。"
ACCOUNT = "account"


def check_not_blocked(by: Actor) -> None:
    """Refuse an account that is stopped, and record the try. Outside of a transaction. Raises BlockedError."""
    if not is_blocked(by.id):
        return
    with transaction.atomic():
        record("children.look_refused", actor=by, obj=(ACCOUNT, by.id), outcome="denied", reason="批量查看已暂停")
    raise BlockedError(BLOCKED)


def watch(kind: str, now: datetime, *, by: Actor) -> None:
    """Count after a look, and raise what the count calls for. Within the transaction of the look."""
    threshold = thresholds()[kind]
    since = counted_since(by.id, kind, now)
    count = seen_count(by.id, kind, since)
    for level in threshold.reached(count):
        if not was_raised(by.id, kind, level.value, since):
            _raise_alarm(kind, level, count, now, by)


def _raise_alarm(kind: str, level: Level, count: int, now: datetime, by: Actor) -> None:
    Alarm.objects.create(at=now, kind=kind, level=level.value, count=count, **stamp(by))
    record(
        "children.alarm_raised",
        actor=by,
        obj=(ACCOUNT, by.id),
        details={"kind": kind, "level": level.value, "count": count},
    )


@transaction.atomic
def clear_alarm(alarm: Alarm, *, note: str, by: Actor) -> None:
    """Somebody has looked into it; the account counts from nought again. Raises RefusedError."""
    if not note.strip():
        raise RefusedError("请写明核实的结果。", "note")
    if alarm.person_id == by.id:
        raise RefusedError("自己账号的告警要由别人处理。")
    done = Alarm.objects.filter(pk=alarm.pk, cleared_at__isnull=True).update(
        cleared_at=timezone.now(), cleared_by=by.username, cleared_note=note.strip()
    )
    if not done:
        raise RefusedError("这条告警已经有人处理过了。")
    record("children.alarm_cleared", actor=by, obj=(ACCOUNT, alarm.person_id), details={"kind": alarm.kind})
