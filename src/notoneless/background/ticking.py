"""Work by the clock: functions that features decorate with `every`, each done by one of all workers when it is due."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from notoneless.background.models import Tick

Function = Callable[[datetime], object]
_log = logging.getLogger("notoneless.background")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A function, and how often it is called."""

    name: str
    between: timedelta
    function: Function


_recurring: dict[str, Recurring] = {}


def every(*, minutes: int) -> Callable[[Function], Function]:
    """Call a function again and again, `minutes` after the last time. It is given the time.

    It selects what is due and calls a service for each: being called late, or once too often, must do no harm.
    """
    if minutes < 1:
        raise ValueError("a minute at least")

    def decorated(function: Function) -> Function:
        name = f"{function.__module__}.{function.__qualname__}".removeprefix("notoneless.")
        _recurring[name] = Recurring(name, timedelta(minutes=minutes), function)
        return function

    return decorated


def recurring() -> tuple[Recurring, ...]:
    """All of them, by name."""
    return tuple(_recurring[name] for name in sorted(_recurring))


def tick(now: datetime) -> list[str]:
    """Call what is due and not taken by another worker; give the names of what was called.

    What raises is written to the program's log, and is called again when it is due again.
    """
    known = set(Tick.objects.values_list("name", flat=True))
    new = [Tick(name=each.name, due_at=now) for each in recurring() if each.name not in known]
    Tick.objects.bulk_create(new, ignore_conflicts=True)
    due = [each for each in recurring() if _taken(each, now)]
    for each in due:
        _call(each, now)
    return [each.name for each in due]


def _taken(each: Recurring, now: datetime) -> bool:
    """A due time much further off than the interval was set before the clock was put back."""
    due = Q(due_at__lte=now) | Q(due_at__gt=now + 2 * each.between)
    return Tick.objects.filter(due, name=each.name).update(due_at=now + each.between, ran_at=now) == 1


def _call(each: Recurring, now: datetime) -> None:
    try:
        each.function(now)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("%s failed: %s at %s:%s", each.name, type(error).__name__, where.filename, where.lineno)
        Tick.objects.filter(name=each.name).update(error=type(error).__name__)
    else:
        Tick.objects.filter(name=each.name).exclude(error="").update(error="")
