"""Which rules for passwords hold here: those of 等保 level three or those of OWASP ASVS. They contradict each other."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from notoneless.standards.tables import load

PACKAGE = "notoneless.accounts"


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """How long, of how many kinds of characters, for how long valid, and how many old ones may not come back."""

    name: str
    min_length: int
    max_length: int
    classes: int
    max_age: timedelta | None
    remembered: int

    def expired(self, changed_at: datetime, now: datetime) -> bool:
        """Whether a password set at `changed_at` must be changed at `now`."""
        return self.max_age is not None and now - changed_at >= self.max_age


@cache
def policy_named(name: str) -> PasswordPolicy:
    """The policy that a setting names. Raises KeyError for a name that the table does not have."""
    row = {row["policy"]: row for row in load("password_policies", PACKAGE).rows}[name]
    days = int(row["max_age_days"])
    return PasswordPolicy(
        name=name,
        min_length=int(row["min_length"]),
        max_length=int(row["max_length"]),
        classes=int(row["classes"]),
        max_age=timedelta(days=days) if days else None,
        remembered=int(row["remembered"]),
    )
