"""A person's own account, as the page shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator

from notoneless.accounts.models import DeviceSession, User
from notoneless.accounts.passwords.validators import current_policy
from notoneless.accounts.queries.sign_in import (
    factors_of,
    last_sessions,
    open_sessions,
    recovery_codes_left,
    second_factor_needed,
)

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Factor:
    """One second factor: what it is, since when, and where it is changed."""

    words: str
    since: datetime
    used: datetime | None
    totp: bool
    id: int


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What the page needs."""

    user: User
    password_changed_at: datetime | None
    password_until: datetime | None
    password_soon: bool
    factors: tuple[Factor, ...]
    factor_needed: bool
    codes_left: int | None
    sessions: tuple[tuple[DeviceSession, bool], ...]
    before: tuple[DeviceSession, ...]

    @classmethod
    def of(cls, user: User, session: UUID | None, now: datetime) -> "OwnAccount":
        """The account of `user`, looked at from `session`."""
        until = _until(user.password_changed_at)
        return cls(
            user=user,
            password_changed_at=user.password_changed_at,
            password_until=until,
            password_soon=until is not None and until - now <= SOON,
            factors=tuple(_factor(row) for row in factors_of(user)),
            factor_needed=second_factor_needed(user, now),
            codes_left=recovery_codes_left(user),
            sessions=tuple((row, row.id == session) for row in open_sessions(user)),
            before=tuple(last_sessions(user, 5)),
        )

    @property
    def has_totp(self) -> bool:
        """Whether the app on the phone is set up: there is one at most."""
        return any(factor.totp for factor in self.factors)


def _until(changed_at: datetime | None) -> datetime | None:
    age = current_policy().max_age
    return changed_at + age if changed_at and age else None


def _factor(row: Authenticator) -> Factor:
    totp = row.type == Authenticator.Type.TOTP
    words = "手机上的动态口令" if totp else str(row.wrap().name)
    return Factor(words, row.created_at, row.last_used_at, totp, row.pk)
