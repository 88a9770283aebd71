"""Who acts: the person, the post they act in and where from, as text that outlives the account."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


class NoActorError(Exception):
    """Nobody has been named as acting: a way into the house has been built that does not say who comes."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `address` is the network address, `device` the browser's own name of itself."""

    id: str
    username: str
    role: str = ""
    post: str = ""
    organisation: str = ""
    address: str = ""
    device: str = ""


SYSTEM = Actor(id="system", username="系统", role="system")
"""The house itself: what happens by the clock or on the command line of the machine."""

_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


def current_actor() -> Actor:
    """Who acts now. Raises NoActorError where nobody has been named."""
    actor = _acting.get()
    if actor is None:
        raise NoActorError("no actor: name one with `acting_as`")
    return actor


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Whatever is done inside is done by `actor`."""
    before = _acting.set(actor)
    try:
        yield actor
    finally:
        _acting.reset(before)
