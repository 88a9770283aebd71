"""Accounts that nobody uses fall asleep; those that are disabled lose everything at once; waking needs a new code."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Coalesce, Greatest

from notoneless.accounts.models import EndReason, User
from notoneless.accounts.rules.steps import SLEEPS_AFTER
from notoneless.accounts.services.activation import Slip, make_code, withdraw_codes
from notoneless.accounts.services.sessions import end_all_sessions
from notoneless.audit.actors import SYSTEM, Actor
from notoneless.audit.recording import record


def put_unused_to_sleep(*, now: datetime) -> int:
    """Put every account to sleep that nobody used for 90 days; how many. Each in a transaction of its own."""
    used = Greatest("created_at", Coalesce("last_seen_at", "created_at"), Coalesce("activated_at", "created_at"))
    unused = User.objects.annotate(used_at=used).filter(is_active=True, used_at__lte=now - SLEEPS_AFTER)
    return sum(_sleep(user, now) for user in list(unused))


@transaction.atomic
def _sleep(user: User, now: datetime) -> int:
    claimed = User.objects.filter(pk=user.pk, is_active=True, last_seen_at=user.last_seen_at)
    if not claimed.update(is_active=False, asleep_since=now):
        return 0
    shut_out(user=user, by=SYSTEM, now=now)
    record("accounts.fell_asleep", actor=SYSTEM, obj=("account", str(user.pk)))
    return 1


@transaction.atomic
def wake(*, user: User, by: Actor, now: datetime, reason: str) -> Slip:
    """A sleeping account may be used again, by whoever holds the new code: its old password stays dead.

    Raises ValueError for an account that does not sleep.
    """
    if not User.objects.filter(pk=user.pk, asleep_since__isnull=False, left_at=None).update(
        is_active=True, asleep_since=None, last_seen_at=now, must_change_password=True
    ):
        raise ValueError("这个账号没有休眠，不用唤醒")
    fresh = User.objects.get(pk=user.pk)
    fresh.set_unusable_password()
    fresh.save(update_fields=["password"])
    record("accounts.woken", actor=by, obj=("account", str(user.pk)), reason=reason)
    return make_code(user=fresh, by=by, now=now, reason=reason)


def shut_out(*, user: User, by: Actor, now: datetime) -> None:
    """What ends at once for a person who may not come in any more: sessions and codes. For services that disable."""
    withdraw_codes(user=user, now=now)
    end_all_sessions(user=user, because=EndReason.DISABLED, by=by, now=now)
