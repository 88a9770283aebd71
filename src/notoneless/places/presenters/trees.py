"""The tree of divisions as the tree of a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notoneless.places.models import Division
from notoneless.places.queries import Branch
from notoneless.places.rules.paths import DivisionLevel, is_below

Address = Callable[[Division], str]


@dataclass(frozen=True, slots=True)
class TreeItem:
    """A branch, ready to be written out; open when the reader is in it. `count` is of its parts."""

    words: str
    href: str
    items: tuple["TreeItem", ...]
    open: bool
    now: bool
    count: int | None


def tree_items(branches: Sequence[Branch], now: Division | None, address: Address) -> tuple[TreeItem, ...]:
    """The tree down to the townships; villages stand in the table beside it."""
    return tuple(_item(branch, now, address) for branch in branches)


def _item(branch: Branch, now: Division | None, address: Address) -> TreeItem:
    own = branch.division
    deeper = own.level == DivisionLevel.DISTRICT
    return TreeItem(
        words=own.name,
        href=address(own),
        items=tree_items(branch.parts, now, address) if deeper else (),
        open=now is None or is_below(now.path, own.path),
        now=now is not None and (now.id == own.id or (not deeper and is_below(now.path, own.path))),
        count=len(branch.parts),
    )
