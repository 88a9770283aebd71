"""Which backups are kept: the last of so many days, weeks and months, and none for ever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

OLDEST = timedelta(days=90)
"""What was erased is gone from every backup after this time: no backup is kept longer."""


@dataclass(frozen=True, slots=True)
class Keep:
    """How many days, weeks and months have their last backup kept."""

    days: int = 7
    weeks: int = 4
    months: int = 3


def kept(moments: Iterable[datetime], keep: Keep, now: datetime) -> set[datetime]:
    """The moments whose backups stay. The newest always does, also when it is old."""
    newest_first = sorted(moments, reverse=True)
    found = set(newest_first[:1])
    for most, period in ((keep.days, _day), (keep.weeks, _week), (keep.months, _month)):
        last_of: dict[str, datetime] = {}
        for moment in newest_first:
            last_of.setdefault(period(moment), moment)
        found |= set(list(last_of.values())[:most])
    return {moment for moment in found if now - moment <= OLDEST or moment == newest_first[0]}


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")


def _week(moment: datetime) -> str:
    return moment.strftime("%G-%V")


def _month(moment: datetime) -> str:
    return moment.strftime("%Y-%m")
