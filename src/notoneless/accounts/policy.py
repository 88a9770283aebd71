"""Who may open an address. Each view says it by `@policy`; what says nothing is answered as if it were not there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.urls import ResolverMatch
from django.utils.module_loading import import_string

from notoneless.accounts.roles import Permission, Role, roles_with

V = TypeVar("V", bound=Callable[..., Any])
READS = frozenset({"GET", "HEAD"})


class Anybody(Enum):
    """Those who are not told apart by a role."""

    ANYONE = "anyone"
    """With or without an account."""
    SIGNED_IN = "signed_in"
    """With an account, whatever the post."""
    SHUT = "shut"
    """Nobody: a page of a library which this product does not use."""


ANYONE, SIGNED_IN, SHUT = Anybody.ANYONE, Anybody.SIGNED_IN, Anybody.SHUT


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may open an address, what that is called, by which methods, and whether they must confirm who they are."""

    who: frozenset[Role] | Anybody
    action: str
    methods: frozenset[str]
    fresh: bool = False

    def admits(self, role: Role | None, *, signed_in: bool) -> bool:
        """Whether somebody in this role may open it; `role` is None for whoever has no post."""
        if isinstance(self.who, Anybody):
            return self.who is ANYONE or (self.who is SIGNED_IN and signed_in)
        return signed_in and role in self.who

    @property
    def asks_for_sign_in(self) -> bool:
        """Whether somebody without an account is shown the way to sign in."""
        return self.who is not ANYONE and self.who is not SHUT


def a_policy(
    *who: Role | Permission | Anybody, action: str, methods: Iterable[str] = ("GET",), fresh: bool = False
) -> Policy:
    """A policy for roles, for whoever holds one of the permissions, or for one of ANYONE, SIGNED_IN, SHUT."""
    allowed = frozenset(method.upper() for method in methods)
    allowed |= {"HEAD"} if "GET" in allowed else set()
    if not who or not action:
        raise ValueError("a policy names somebody and the action")
    if len(who) == 1 and isinstance(who[0], Anybody):
        return Policy(who[0], action, allowed, fresh)
    return Policy(frozenset().union(*(_roles(each) for each in who)), action, allowed, fresh)


def _roles(who: Role | Permission | Anybody) -> frozenset[Role]:
    if isinstance(who, Anybody):
        raise ValueError(f"{who.name} stands alone in a policy")
    return roles_with(who) if isinstance(who, Permission) else frozenset({who})


def policy(
    *who: Role | Permission | Anybody, action: str, methods: Iterable[str] = ("GET",), fresh: bool = False
) -> Callable[[V], V]:
    """Say who may open a view. `action` is a name for the audit and for the authorisation document."""
    found = a_policy(*who, action=action, methods=methods, fresh=fresh)

    def mark(view: V) -> V:
        view.policy = found  # type: ignore[attr-defined]
        return view

    return mark


@cache
def third_party() -> Mapping[str, Policy]:
    """The policies of views that are not ours, by the names of their addresses: settings.THIRD_PARTY_POLICIES."""
    found: Mapping[str, Policy] = import_string(settings.THIRD_PARTY_POLICIES)
    return found


def declared(view: Callable[..., Any], name: str) -> Policy | None:
    """What has been said about a view at an address of this name; None, where nothing has."""
    own = getattr(view, "policy", None)
    return own if isinstance(own, Policy) else third_party().get(name)


def policy_at(match: ResolverMatch) -> Policy | None:
    """The policy of a resolved address; None, where nothing has been declared."""
    return declared(match.func, match.view_name)
