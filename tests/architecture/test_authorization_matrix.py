"""Every address × method × role × own, sibling's, foreign and absent object: nothing is given away.

NOTONELESS_MATRIX=all asks every cell; without it all that a reader or a submitted form can ask for, and a sample of the
other methods. Every removal of a filter, planted below, turns the same search red.
"""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.urls import path
from tests.architecture.addresses import CHILD, Address, Kind, addresses
from tests.architecture.matrix import METHODS, Cell, actors, cells, leaks
from tests.architecture.oracle import REACH
from tests.factories.canaries import NAME, World, canary_world, marked_fields, shown

from notoneless.accounts import scope
from notoneless.accounts.middleware import PolicyMiddleware
from notoneless.accounts.policy import SIGNED_IN, policy
from notoneless.accounts.roles import Area, Permission, Role, roles_with, rules
from notoneless.children.models import Child

pytestmark = pytest.mark.django_db
EVERY = os.environ.get("NOTONELESS_MATRIX") == "all"
USUAL = ("GET", "POST")
SAMPLE = 300


@pytest.fixture
def world() -> World:
    return canary_world()


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals are not to be kept."""
    caplog.set_level("CRITICAL")


def reads(world: World, role: Role, wanted: Callable[[Address], bool]) -> list[Cell]:
    """What one role reads of some addresses."""
    some = [actor for actor in actors(world) if actor.role is role]
    return list(cells(filter(wanted, addresses()), some, ("GET",), every=False))


def of_children(address: Address) -> bool:
    return address.name.startswith("children:")


def test_every_address_has_a_declared_policy() -> None:
    assert [address.route for address in addresses() if address.policy is None] == []


def test_the_oracle_knows_every_role() -> None:
    assert set(REACH) == set(Role)


def test_every_address_gives_nothing_away(world: World) -> None:
    asked = list(cells(addresses(), actors(world), METHODS, every=EVERY))
    usual = [cell for cell in asked if cell.method in USUAL]
    others = [cell for cell in asked if cell.method not in USUAL]
    others = others if EVERY else random.Random(20240315).sample(others, SAMPLE)  # noqa: S311
    assert leaks(world, usual + others) == []


@pytest.mark.parametrize("role", sorted(roles_with(Permission.SEE_CHILDREN) - {Role.BUREAU_LEADER}))
def test_who_may_sees_the_own_child(role: Role, world: World) -> None:
    """The positive control: what stands before a reader is found by the same search."""
    who = world.people[role]
    number = 7 if role is Role.HOME_TEACHER else 1
    answer = who.client.get(f"/children/{world.numbers[number].pk}/")
    assert answer.status_code == 200
    assert shown(answer.content, NAME) == {number}


def test_every_text_of_a_child_carries_a_mark(world: World) -> None:
    sealed = {"id_number", "guardian", "phone", "address", "disability", "hardship"}
    assert sealed | {"name"} <= set(marked_fields())


AREAS = sorted({rules()[role].area for role in roles_with(Permission.SEE_CHILDREN)})


@pytest.mark.parametrize("area", [*AREAS, Area.NONE])
def test_without_the_filter_of_an_area_the_search_is_red(
    area: Area, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = next(role for role, rule in rules().items() if rule.area is area)
    if area is Area.NONE:
        monkeypatch.setattr("notoneless.accounts.policy.Policy.admits", lambda *args, **kwargs: True)
    asked = reads(world, role, of_children)
    if area is not Area.NONE:
        assert leaks(world, asked) == []
    monkeypatch.setitem(scope.CONDITIONS, area, lambda found, prefix: Q())
    assert any("out of reach" in leak or "not there" in leak for leak in leaks(world, asked))


WIDER: dict[str, Callable[[scope.Scope, str], Q]] = {
    "zone": lambda found, prefix: scope._school(replace(found, paths=("/",)), prefix),
    "school": lambda found, prefix: scope._paths(found, prefix) | Q(**{f"{prefix}school__isnull": False}),
}
"""The filter of a school with one of its two halves let go."""


@pytest.mark.parametrize("tie", WIDER)
def test_without_one_half_of_a_filter_the_search_is_red(
    tie: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(scope.CONDITIONS, Area.SCHOOL, WIDER[tie])
    assert leaks(world, reads(world, Role.PRINCIPAL, of_children))


@policy(SIGNED_IN, action="a fault planted by a test")
def every_child(request: HttpRequest) -> HttpResponse:
    """A list that goes round the scope."""
    with scope.unrestricted("test"):
        return HttpResponse("".join(child.name for child in Child.objects.all()))


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all")


@policy(Permission.SEE_CHILDREN, action="a fault planted by a test")
def tells_apart(request: HttpRequest, child_id: Any) -> HttpResponse:
    """Another answer for a child out of reach than for one that is not there."""
    with scope.unrestricted("test"):
        there = Child.objects.filter(pk=child_id).exists()
    if Child.objects.filter(pk=child_id).exists():
        return HttpResponse("here")
    if there:
        return HttpResponseForbidden()
    raise Http404


@policy(Permission.SEE_CHILDREN, action="a fault planted by a test")
def unseals(request: HttpRequest) -> HttpResponse:
    """A sealed field in a list."""
    return HttpResponse("".join(child.phone for child in Child.objects.all()))


@policy(Permission.SEE_CHILDREN, action="a fault planted by a test", methods=("GET", "POST"))
def writes(request: HttpRequest, child_id: Any) -> HttpResponse:
    """Writes before it looks whose child it is."""
    with scope.unrestricted("test"):
        Child.objects.filter(pk=child_id).update(version=99)
    raise Http404


PLANTED: dict[str, tuple[Any, str]] = {
    "every_child": (path("planted/", every_child, name="planted"), "out of reach"),
    "undeclared": (path("planted/", undeclared, name="planted"), "no policy"),
    "tells_apart": (path(f"planted/<uuid:{CHILD}>/", tells_apart, name="planted"), "answered 403, and 404"),
    "unseals": (path("planted/", unseals, name="planted"), "sealed field"),
    "writes": (path(f"planted/<uuid:{CHILD}>/", writes, name="planted"), "changed rows"),
}


@pytest.fixture(params=PLANTED)
def planted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """One more address, with a fault; what must be said of it."""
    from django.urls import clear_url_caches

    from notoneless.config import urls

    pattern, said = PLANTED[request.param]
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, pattern])
    clear_url_caches()
    yield said
    monkeypatch.undo()
    clear_url_caches()


def test_a_planted_fault_is_found(planted: str, world: World) -> None:
    asked = reads(world, Role.CLASS_TEACHER, lambda address: address.name == "planted")
    assert any(planted in leak for leak in leaks(world, asked))


def test_what_is_not_declared_is_not_there(planted: str, world: World) -> None:
    """Whatever the matrix says of it, the application itself shuts the undeclared one."""
    if planted == "no policy":
        answer = world.people[Role.BUREAU_OFFICER].client.get("/planted/")
        assert answer.status_code == 404
        assert b"open to all" not in answer.content


def test_an_answer_of_403_in_place_of_404_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = PolicyMiddleware.process_view

    def forbids(self: PolicyMiddleware, *args: Any) -> Any:
        try:
            return before(self, *args)
        except Http404:
            return HttpResponseForbidden()

    monkeypatch.setattr(PolicyMiddleware, "process_view", forbids)
    assert leaks(world, reads(world, Role.AUDITOR, of_children))


def test_rights_that_are_never_taken_away_are_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A post that is over goes on counting."""
    over = [actor for actor in actors(world) if actor.name == "a post that is over"]
    asked = list(cells(filter(of_children, addresses()), over, ("GET",), every=False))
    assert leaks(world, asked) == []
    monkeypatch.setattr("notoneless.accounts.middleware.posts_in_force", lambda user, today: tuple(user.posts.all()))
    monkeypatch.setattr("notoneless.accounts.models.Post.counts_on", lambda post, today: True)
    assert leaks(world, [replace(cell, kind=kind) for cell in asked for kind in Kind])
