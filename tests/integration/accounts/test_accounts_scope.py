"""A query on children's data needs a scope, and whatever its form it reaches what the scope reaches."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from tests.architecture.oracle import reaches
from tests.factories.canaries import World, canary_world
from tests.factories.people import Person, person, yesterday

from notoneless.accounts.models import Post
from notoneless.accounts.roles import Area, Role
from notoneless.accounts.scope import (
    EVERYTHING,
    NOTHING,
    NoScopeError,
    Scope,
    acting,
    active_scope,
    scope_of,
    unrestricted,
)
from notoneless.accounts.scoped import UnscopedError
from notoneless.accounts.states import PostState
from notoneless.children.models import Child
from notoneless.places.models import Zone

pytestmark = pytest.mark.django_db

USES: dict[str, Callable[[], Any]] = {
    "rows": lambda: list(Child.objects.all()),
    "first": lambda: Child.objects.order_by("pk").first(),
    "get": lambda: Child.objects.get(name="测甲"),
    "count": lambda: [Child.objects.count()],
    "exists": lambda: [Child.objects.exists()],
    "values": lambda: list(Child.objects.values("pk")),
    "values_list": lambda: list(Child.objects.values_list("pk", flat=True)),
    "iterator": lambda: list(Child.objects.iterator(chunk_size=10)),
    "aggregate": lambda: Child.objects.aggregate(n=Count("pk")),
    "distinct": lambda: list(Child.objects.values("sex").distinct()),
    "grouped": lambda: list(Child.objects.values("sex").annotate(n=Count("pk"))),
    "update": lambda: Child.objects.update(version=F("version") + 1),
    "delete": lambda: Child.objects.all().delete(),
    "in_bulk": lambda: dict(Child.objects.in_bulk()),
    "union": lambda: list(Child.objects.filter(sex="1").union(Child.objects.filter(sex="2"))),
    "dates": lambda: list(Child.objects.dates("birth_on", "year")),
    "slice": lambda: list(Child.objects.order_by("pk")[:3]),
    "explain": lambda: [Child.objects.explain()],
    "sql": lambda: str(Child.objects.all().query),
    "create": lambda: Child.objects.create(name="测甲"),
    "bulk_create": lambda: Child.objects.bulk_create([Child(name="测甲")]),
    "subquery": lambda: list(Post.objects.filter(pk__in=Child.objects.values("home_teacher"))),
    "in a Q": lambda: list(Post.objects.filter(Q(state="approved") & Q(user__in=Child.objects.values("home_teacher")))),
    "exists in a Q": lambda: list(Post.objects.filter(Exists(Child.objects.filter(home_teacher=OuterRef("user"))))),
    "annotation": lambda: list(Post.objects.annotate(one=Subquery(Child.objects.values("pk")[:1]))),
}


@pytest.fixture
def world() -> World:
    return canary_world()


@pytest.mark.parametrize("use", USES)
def test_without_a_scope_every_use_raises(use: str, world: World) -> None:
    assert active_scope() is None
    with pytest.raises(NoScopeError):
        USES[use]()


def test_a_queryset_made_in_a_scope_raises_outside_it(world: World) -> None:
    with unrestricted("test"):
        children = Child.objects.all()
        assert len(children) == len(world.children)
    assert len(children) == len(world.children)  # read already
    with pytest.raises(NoScopeError):
        list(children.all())


def test_a_queryset_made_in_one_scope_and_read_in_another_reads_what_the_other_allows(world: World) -> None:
    with unrestricted("test"):
        children = Child.objects.order_by("pk")
    with acting(NOTHING):
        assert list(children) == []


def test_raw_sql_and_overwriting_are_refused_even_in_a_scope(world: World) -> None:
    with unrestricted("test"):
        with pytest.raises(UnscopedError):
            Child.objects.raw("SELECT * FROM children_child")
        with pytest.raises(UnscopedError):
            Child.objects.bulk_create(
                [Child(name="测甲")], update_conflicts=True, update_fields=["name"], unique_fields=["pk"]
            )


def test_an_empty_scope_reaches_nothing_by_any_form(world: World) -> None:
    with acting(NOTHING):
        assert Child.objects.count() == 0
        assert not Child.objects.exists()
        assert Child.objects.update(version=F("version") + 1) == 0
        assert Child.objects.all().delete()[0] == 0
        assert Child.objects.aggregate(n=Count("pk"))["n"] == 0
        assert list(Child.objects.filter(sex="1").union(Child.objects.filter(sex="2"), all=True)) == []
        assert not Post.objects.filter(user__in=Child.objects.values("home_teacher")).exists()
    with unrestricted("test"):
        assert Child.objects.filter(version=1).count() == len(world.children)


def test_updates_and_deletions_stop_at_the_border(world: World) -> None:
    teacher = person(Role.CLASS_TEACHER, world.place.classes[0])
    with acting(teacher.scope):
        reached = set(Child.objects.values_list("pk", flat=True))
        assert Child.objects.update(version=5) == len(reached)
    with unrestricted("test"):
        assert set(Child.objects.filter(version=5).values_list("pk", flat=True)) == reached


def test_an_instance_out_of_scope_can_neither_be_saved_nor_read_again(world: World) -> None:
    teacher = person(Role.CLASS_TEACHER, world.place.classes[0])
    with unrestricted("test"):
        foreign = Child.objects.exclude(school_class=world.place.classes[0])[0]
    with acting(teacher.scope):
        with pytest.raises(Child.DoesNotExist):
            foreign.refresh_from_db()
        foreign.version = 9
        with pytest.raises(DatabaseError, match="did not affect any rows"):
            foreign.save(force_update=True, update_fields=["version"])


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_exactly_what_the_oracle_says(role: Role, world: World) -> None:
    somebody = world.people[role]
    with acting(somebody.scope):
        found = set(Child.objects.values_list("pk", flat=True))
    expected = {each.pk for each in world.children if reaches(world.facts_of(somebody), world.child_facts(each))}
    assert found == expected
    assert len(found) < len(world.children)


def test_conditions_of_one_scope_are_not_kept_for_the_next(world: World) -> None:
    """Scopes changing quickly over one queryset."""
    one, two = (person(Role.CLASS_TEACHER, place) for place in world.place.classes[:2])
    children = Child.objects.order_by("pk")

    def seen(who: Person) -> set[Any]:
        with acting(who.scope):
            return {child.school_class_id for child in children.all()}

    assert [seen(one), seen(two), seen(one)] == [
        {one.post.school_class_id},
        {two.post.school_class_id},
        {one.post.school_class_id},
    ]


def test_a_scope_belongs_to_its_thread() -> None:
    found: list[Scope | None] = []
    with acting(EVERYTHING):
        other = threading.Thread(target=lambda: found.append(active_scope()))
        other.start()
        other.join()
        copied = copy_context().run(active_scope)
    assert found == [None]
    assert copied == EVERYTHING
    assert active_scope() is None


def test_scopes_nest_and_end_after_an_error() -> None:
    with acting(EVERYTHING):
        with pytest.raises(IntegrityError), acting(NOTHING):
            raise IntegrityError
        assert active_scope() == EVERYTHING
    assert active_scope() is None


def test_unrestricted_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"), unrestricted(""):
        pass


def test_a_post_out_of_its_dates_or_not_approved_reaches_nothing(world: World) -> None:
    place = world.place.classes[0]
    over = person(
        Role.CLASS_TEACHER,
        place,
        from_on=yesterday().replace(day=1).replace(year=yesterday().year - 1),
        until_on=yesterday(),
    )
    assert over.scope == NOTHING
    waiting = person(Role.CLASS_TEACHER, place)
    for state in set(PostState) - {PostState.APPROVED}:
        waiting.post.state = state
        assert waiting.scope == NOTHING
    assert scope_of(None, yesterday()) == NOTHING


def test_a_principal_without_zone_reaches_the_school_alone(world: World) -> None:
    Zone.objects.all().delete()
    principal = person(Role.PRINCIPAL, world.place.schools[0])
    assert principal.scope.area is Area.SCHOOL
    assert principal.scope.paths == ()
    with acting(principal.scope):
        assert {child.school_id for child in Child.objects.all()} == {world.place.schools[0].pk}


def test_names_are_masked_for_leaders_alone(world: World) -> None:
    assert [role for role, each in world.people.items() if each.scope.masked] == [Role.BUREAU_LEADER]
