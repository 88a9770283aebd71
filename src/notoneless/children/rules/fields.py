"""The fields of a child that are masked: how, and who may see them in clear (table child_fields)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from notoneless.standards.tables import load


@dataclass(frozen=True, slots=True)
class MaskedField:
    """A field that is shown masked; `harvest` is the kind of threshold that its reveals count towards."""

    name: str
    label: str
    mask: str
    harvest: str
    roles: frozenset[str]


@cache
def masked_fields() -> Mapping[str, MaskedField]:
    """All masked fields by name, in the order in which pages show them."""
    rows = load("child_fields", "notoneless.children").rows
    return MappingProxyType({row["field"]: _field(row) for row in rows})


def _field(row: Mapping[str, str]) -> MaskedField:
    roles = frozenset(row["roles"].split("|")) - {""}
    return MaskedField(row["field"], row["label"], row["mask"], row["harvest"], roles)


def may_reveal(role: str, field: str) -> bool:
    """Whether this role may have the field in clear, one child at a time and with a reason."""
    known = masked_fields().get(field)
    return known is not None and role in known.roles
