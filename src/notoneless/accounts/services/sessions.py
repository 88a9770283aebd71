"""Where people are signed in: begun, looked at with every page, ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from notoneless.accounts.models import DeviceSession, EndReason, User
from notoneless.accounts.rules.devices import browser_of, device_of, overdue
from notoneless.audit.actors import SYSTEM, Actor
from notoneless.audit.recording import record

SEEN_EVERY = timedelta(minutes=2)
"""How often “last seen” is written: a write with every page would be the busiest write of the house."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page finds when it looks at its session: why it is over ("" while it is not), and news from elsewhere."""

    over: str = ""
    elsewhere: tuple[DeviceSession, ...] = ()


UNKNOWN = Seen(over=EndReason.SIGNED_OUT)


@transaction.atomic
def begin_session(*, user: User, user_agent: str, address: str, now: datetime) -> DeviceSession:
    """A person has signed in. A session on another device of the same kind ends: one computer and one phone at once."""
    User.objects.select_for_update().get(pk=user.pk)
    device = device_of(user_agent)
    _end(_open(user).filter(device=device), EndReason.OTHER_DEVICE, now)
    session = DeviceSession.objects.create(
        user=user, device=device, browser=browser_of(user_agent)[:80], address=address, started_at=now, seen_at=now
    )
    User.objects.filter(pk=user.pk).update(last_seen_at=now)
    who = actor_at(user, session)
    record("accounts.signed_in", actor=who, obj=("account", str(user.pk)), details={"device": device})
    return session


def see_session(*, user: User, session_id: UUID | None, now: datetime) -> Seen:
    """Look whether a session still holds, note that it was used, and tell, once, of sign-ins elsewhere since."""
    rows = list(_open(user)) if session_id else []
    own = next((row for row in rows if row.id == session_id), None)
    if own is None:
        return _over(user, session_id)
    if reason := overdue(own.device, started_at=own.started_at, seen_at=own.seen_at, now=now):
        end_sessions(user=user, ids=[own.id], because=EndReason(reason), by=SYSTEM, now=now)
        return Seen(over=reason)
    if now - own.seen_at >= SEEN_EVERY:
        _touch(own, now)
    return Seen(elsewhere=_news(own, rows, now))


@transaction.atomic
def end_sessions(*, user: User, ids: Collection[UUID], because: EndReason, by: Actor, now: datetime) -> int:
    """End these sessions of a person; how many were open."""
    ended = _end(_open(user).filter(id__in=ids), because, now)
    _recorded(user, ended, because, by)
    return ended


@transaction.atomic
def end_all_sessions(*, user: User, because: EndReason, by: Actor, now: datetime, but: UUID | None = None) -> int:
    """End all sessions of a person (but one); how many were open. They are dead at their next request."""
    ended = _end(_open(user).exclude(id=but) if but else _open(user), because, now)
    _recorded(user, ended, because, by)
    return ended


def end_own_sessions(*, user: User, only: UUID | None, but: UUID | None, by: Actor, now: datetime) -> int:
    """A person ends one of their own sessions, or all but one; how many were open."""
    if only is not None:
        return end_sessions(user=user, ids=[only], because=EndReason.BY_OWNER, by=by, now=now)
    return end_all_sessions(user=user, because=EndReason.BY_OWNER, by=by, now=now, but=but)


def forget_ended(*, before: datetime) -> int:
    """Delete sessions that ended before `before`, with the addresses in them; how many. The audit log keeps its own."""
    return DeviceSession.objects.filter(ended_at__lt=before).delete()[0]


def actor_at(user: User, session: DeviceSession) -> Actor:
    """The person as the one who acts, before any post is chosen."""
    return Actor(id=str(user.pk), username=user.username, address=session.address, device=session.browser)


def _open(user: User) -> QuerySet[DeviceSession]:
    return DeviceSession.objects.filter(user=user, ended_at=None)


def _end(sessions: QuerySet[DeviceSession], because: EndReason, now: datetime) -> int:
    return sessions.update(ended_at=now, ended_because=because)


def _recorded(user: User, ended: int, because: EndReason, by: Actor) -> None:
    if ended:
        details: dict[str, str | int] = {"sessions": ended, "because": because.value}
        record("accounts.sessions_ended", actor=by, obj=("account", str(user.pk)), details=details)


def _over(user: User, session_id: UUID | None) -> Seen:
    row = DeviceSession.objects.filter(user=user, id=session_id).first() if session_id else None
    return Seen(over=row.ended_because) if row and row.ended_because else UNKNOWN


def _touch(own: DeviceSession, now: datetime) -> None:
    if DeviceSession.objects.filter(id=own.id, ended_at=None, seen_at=own.seen_at).update(seen_at=now):
        User.objects.filter(pk=own.user_id).update(last_seen_at=now)


def _news(own: DeviceSession, rows: Collection[DeviceSession], now: datetime) -> tuple[DeviceSession, ...]:
    news = tuple(row for row in rows if row.started_at > own.started_at and row.told_of_at is None)
    if news:
        DeviceSession.objects.filter(id__in=[row.id for row in news]).update(told_of_at=now)
    return news
