"""Which backups stay: 7 days, 4 weeks, 3 months, and none for longer than what was erased may be kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.config.backups.keeping import OLDEST, Keep, kept

NOW = datetime(2024, 3, 31, 3, 0, tzinfo=UTC)


def nightly(days: int) -> list[datetime]:
    return [NOW - timedelta(days=day) for day in range(days)]


def test_seven_days_four_weeks_three_months() -> None:
    days = sorted((NOW - moment).days for moment in kept(nightly(120), Keep(), NOW))
    assert days == [0, 1, 2, 3, 4, 5, 6, 7, 14, 21, 31, 60]


def test_of_a_day_the_last_one_stays() -> None:
    moments = [NOW, NOW - timedelta(hours=1), NOW - timedelta(hours=2)]
    assert kept(moments, Keep(days=7, weeks=0, months=0), NOW) == {NOW}


def test_the_newest_stays_also_when_it_is_old() -> None:
    old = NOW - timedelta(days=400)
    assert kept([old, old - timedelta(days=1)], Keep(), NOW) == {old}


def test_nothing_of_nothing() -> None:
    assert kept([], Keep(), NOW) == set()


@given(st.lists(st.integers(0, 400 * 24), max_size=60), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_never_too_many_never_too_old(hours: list[int], days: int, weeks: int, months: int) -> None:
    moments = [NOW - timedelta(hours=hour) for hour in hours]
    found = kept(moments, Keep(days, weeks, months), NOW)
    assert found <= set(moments)
    assert len(found) <= max(days + weeks + months, 1)
    assert all(NOW - moment <= OLDEST or moment == max(moments) for moment in found)


@pytest.mark.parametrize("today", range(1, 60))
def test_night_after_night_a_month_ago_can_be_found(today: int) -> None:
    """What is removed each night never leaves a gap: the rule holds when it is applied again and again."""
    there: set[datetime] = set()
    for day in range(100 + today):
        moment = datetime(2024, 1, 1, 3, 0, tzinfo=UTC) + timedelta(days=day)
        there = kept({*there, moment}, Keep(), moment)
    ages = sorted((max(there) - moment).days for moment in there)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert ages[-1] >= 28
