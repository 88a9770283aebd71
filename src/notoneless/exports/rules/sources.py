"""What can be exported: lists that features above this package make known when they start."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notoneless.audit.actors import Actor


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column on offer; `class_` is the class of what it holds: open, personal or special.

    `roles`: who may have it; everybody who may ask for exports, when empty.
    """

    name: str
    heading: str
    class_: str
    width: int = 12
    chosen: bool = False
    roles: frozenset[str] = frozenset()

    def is_for(self, role: str) -> bool:
        """Whether this role may have the column."""
        return not self.roles or role in self.roles


Filters = Mapping[str, str]
Rows = Iterator[tuple[UUID, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Source:
    """A list that can be exported.

    `count` and `rows` are asked with the scope of the asker active, at the moment the file is made. `rows` gives the
    id of each object and the cells of the chosen columns. `described` puts the conditions into words, without what was
    typed. `noted` is told, in one transaction with the step to ready, which objects the file shows; `objects` gives
    them as the audit log names them.
    """

    name: str
    title: str
    columns: tuple[ExportColumn, ...]
    count: Callable[[Filters], int]
    rows: Callable[[Filters, Sequence[str]], Rows]
    described: Callable[[Filters], str]
    noted: Callable[[Actor, UUID, Sequence[UUID]], None]
    objects: Callable[[Sequence[UUID]], Sequence[tuple[str, str]]]

    def chosen(self, names: Sequence[str]) -> tuple[ExportColumn, ...]:
        """The columns of these names, in the order of the list. Raises KeyError for an unknown one."""
        known = {column.name for column in self.columns}
        if unknown := set(names) - known:
            raise KeyError(", ".join(sorted(unknown)))
        return tuple(column for column in self.columns if column.name in set(names))


_SOURCES: dict[str, Source] = {}


def offer(source: Source) -> None:
    """Make a list known; called once, when an application starts."""
    _SOURCES[source.name] = source


def source(name: str) -> Source:
    """The list of this name. Raises KeyError."""
    return _SOURCES[name]


def is_offered(name: str) -> bool:
    """Whether there is such a list."""
    return name in _SOURCES
