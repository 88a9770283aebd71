"""The kinds of work that there are: functions that features decorate with `work`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from notoneless.background.telling import Progress

Function = Callable[..., Mapping[str, Any]]
"""Takes the progress and its arguments by name; gives a result of JSON."""
NAME = re.compile(r"[a-z_]+(\.[a-z_]+)*")
_kinds: dict[str, "Kind"] = {}


class UnknownKindError(LookupError):
    """Work of a kind that no package defines (any more)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work. `repeatable`: it may be begun again after its worker died in the middle of it."""

    name: str
    title: str
    function: Function
    repeatable: bool = True

    def __call__(self, progress: Progress, **args: Any) -> dict[str, Any]:
        """Do it here and now: for a command, a test, or another kind of work that consists of it."""
        return dict(self.function(progress, **args))


def work(kind: str, title: str, *, repeatable: bool = True) -> Callable[[Function], Kind]:
    """Make a function a kind of work, to be handed to `starting.start`. `title` is what people read.

    The function must survive being killed at any line and begun again: it does its writing in transactions that each
    leave everything right, and asks the database what is left to do. Otherwise it says `repeatable=False`, and is not
    begun again. It calls `progress.step` between transactions, never inside one. Raises ValueError for a name that is
    taken.
    """
    if not NAME.fullmatch(kind):
        raise ValueError(f"work {kind!r}: names are like exports.build")

    def decorated(function: Function) -> Kind:
        known = _kinds.get(kind)
        if known is not None and known.function.__module__ != function.__module__:
            raise ValueError(f"work {kind} is defined in {known.function.__module__} and {function.__module__}")
        _kinds[kind] = Kind(kind, title, function, repeatable)
        return _kinds[kind]

    return decorated


def find(name: str) -> Kind:
    """The kind called `name`. Raises UnknownKindError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(name) from None
