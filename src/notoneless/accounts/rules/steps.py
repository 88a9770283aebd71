"""What a person must do before anything else after signing in, and when an account falls asleep."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from notoneless.accounts.passwords.policies import PasswordPolicy
from notoneless.accounts.roles import PACKAGE, Role
from notoneless.standards.tables import load

SLEEPS_AFTER = timedelta(days=90)
"""An account that nobody used for so long is put to sleep (GB/T 22239-2019 8.1.4.2 c: surplus accounts)."""


class Step(StrEnum):
    """In this order."""

    PASSWORD = "password"  # noqa: S105 - a step
    SECOND_FACTOR = "second_factor"


@cache
def roles_needing_second_factor() -> frozenset[Role]:
    """The roles that may do nothing without a second factor."""
    return frozenset(Role(row["role"]) for row in load("second_factor", PACKAGE).rows if row["required"] == "yes")


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Whether one of the roles that somebody holds asks for it."""
    return any(role in roles_needing_second_factor() for role in roles)


def must_change_password(changed_at: datetime | None, must: bool, policy: PasswordPolicy, now: datetime) -> bool:
    """Whether the password is not the person's own, or too old under the policy."""
    return must or changed_at is None or policy.expired(changed_at, now)


def sleeps(last_used_at: datetime, now: datetime) -> bool:
    """Whether the account falls asleep."""
    return now - last_used_at >= SLEEPS_AFTER
