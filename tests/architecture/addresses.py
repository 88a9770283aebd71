"""Every address of the application, and what to put where an address has a parameter."""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.factories.canaries import World

from notoneless.accounts.policy import Policy, declared
from notoneless.accounts.roles import Role


class Kind(StrEnum):
    """Which object somebody asks for."""

    OWN = "own"
    SIBLING = "sibling"
    FOREIGN = "foreign"
    ABSENT = "absent"


@dataclass(frozen=True)
class Address:
    """One pattern: its name, its view, its parameters with the converters that read them, and how to write it."""

    name: str
    view: Callable[..., Any]
    route: str
    parameters: dict[str, str]

    def at(self, values: dict[str, Any]) -> str:
        """The address with values in it."""
        return reverse(self.name, kwargs=values) if self.parameters else "/" + self.route

    @property
    def policy(self) -> Policy | None:
        """What has been declared for it."""
        return declared(self.view, self.name)


def addresses() -> list[Address]:
    """Every address that `get_resolver` knows, however deep."""
    return list(_walk(get_resolver(), "", "", {}))


def _walk(resolver: URLResolver, prefix: str, namespace: str, above: dict[str, str]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        route, parameters = prefix + str(each.pattern), above | _parameters(each)
        if isinstance(each, URLPattern):
            yield Address(_name(each, namespace), each.callback, route, dict(parameters))
        else:
            inside = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each, route, inside, parameters)


def _parameters(each: URLPattern | URLResolver) -> dict[str, str]:
    """The parameters with the names of the converters that read them."""
    named = dict.fromkeys(getattr(each.pattern, "regex", re.compile("")).groupindex, "")
    return named | {name: type(reader).__name__ for name, reader in each.pattern.converters.items()}


def _name(each: URLPattern, namespace: str) -> str:
    """The name; of an address without one, its view, as Django itself calls it."""
    return f"{namespace}{each.name}" if each.name else str(each.lookup_str)


Objects = Callable[[World, Role, Kind], Any]


def _child(world: World, role: Role, kind: Kind) -> Any:
    """In the order of `canary_world`: of the own school and class; of the sibling class; foreign altogether."""
    if kind is Kind.ABSENT:
        return uuid.UUID(int=7)
    own = 6 if role is Role.HOME_TEACHER else 0
    return world.children[{Kind.OWN: own, Kind.SIBLING: 1, Kind.FOREIGN: 11}[kind]].pk


def _pick(own: Callable[[World], Any], foreign: Callable[[World], Any]) -> Objects:
    def pick(world: World, role: Role, kind: Kind) -> Any:
        if kind is Kind.ABSENT:
            return uuid.UUID(int=7)
        return own(world) if kind is Kind.OWN else foreign(world)

    return pick


def _always(value: Any) -> Objects:
    return lambda world, role, kind: value


CHILD = "child_id"
"""The parameter whose object is a child: what the oracle decides on."""
OBJECTS: dict[str, Objects] = {
    CHILD: _child,
    "division_id": _pick(lambda w: w.place.townships[0].pk, lambda w: w.foreign.townships[0].pk),
    "school_id": _pick(lambda w: w.place.schools[0].pk, lambda w: w.foreign.schools[0].pk),
    "class_id": _pick(lambda w: w.place.classes[0].pk, lambda w: w.foreign.classes[0].pk),
    "person_id": _pick(lambda w: w.people[Role.AUDITOR].user.pk, lambda w: w.people[Role.PRINCIPAL].user.pk),
    "post_id": _pick(lambda w: w.people[Role.CLASS_TEACHER].post.pk, lambda w: w.people[Role.PRINCIPAL].post.pk),
    "name": _pick(lambda w: w.place.year.name, lambda w: "1999-2000"),
    "field": _always("phone"),
    "kind": _always("divisions"),
    "part": _always("buttons"),
    "code": _always(404),
    "pk": _always(1),
    "key": _always("abc"),
    "uidb36": _always("a"),
    "provider_id": _always("district"),
}
"""What stands for each parameter. A parameter that is not here belongs to an object nobody has made: absent to all."""


UNKNOWN: dict[str, Any] = {"UUIDConverter": uuid.UUID(int=7), "IntConverter": 1}


def arguments(address: Address, world: World, role: Role, kind: Kind) -> dict[str, Any]:
    """The parameters of an address for somebody in a role."""
    return {
        each: OBJECTS[each](world, role, kind) if each in OBJECTS else UNKNOWN.get(reader, "abc")
        for each, reader in address.parameters.items()
    }
