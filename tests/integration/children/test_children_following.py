"""Divisions and schools change, and no child is lost on the way: whoever answers now reaches it at once."""

import pytest
from django.utils import timezone
from tests.factories.children import a_child
from tests.factories.people import SmallWorld, person, small_world

from notoneless.accounts.roles import Role
from notoneless.accounts.scope import acting, unrestricted
from notoneless.audit.actors import SYSTEM
from notoneless.children.models import Child
from notoneless.places.models import Division, School
from notoneless.places.services.divisions import merge_divisions, move_division
from notoneless.places.services.schools import merge_schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


def reached(world: SmallWorld, township: Division) -> set[object]:
    """The children within reach of an officer of a township."""
    with acting(person(Role.TOWNSHIP_OFFICER, township).scope):
        return set(Child.objects.values_list("pk", flat=True))


def the_child(world: SmallWorld) -> Child:
    return a_child(person(Role.BUREAU_OFFICER, world.district), world)


def again(child: Child) -> Child:
    with unrestricted("follow_places"):
        return Child.objects.get(pk=child.pk)


def test_a_township_that_takes_another_takes_its_children(world: SmallWorld) -> None:
    child = the_child(world)
    source, target = world.villages[0].parent, next(t for t in world.townships if t != world.villages[0].parent)
    assert source is not None
    assert child.pk not in reached(world, target)
    merge_divisions([source], into=target, on=timezone.localdate(), by=SYSTEM, reason="撤乡并镇")
    assert child.pk in reached(world, target)
    assert again(child).version > child.version


def test_a_village_that_goes_to_another_township_takes_its_children(world: SmallWorld) -> None:
    child = the_child(world)
    village = world.villages[0]
    old, target = village.parent, next(t for t in world.townships if t != village.parent)
    assert old is not None
    move_division(
        village, parent=target, code=f"{target.code}299", on=timezone.localdate(), by=SYSTEM, reason="区划调整"
    )
    assert child.pk in reached(world, target)
    assert child.pk not in reached(world, old)


def test_the_pupils_of_a_school_that_was_merged_are_the_others(world: SmallWorld) -> None:
    child = the_child(world)
    first, second = world.schools[:2]
    merge_schools([first], into=second, on=timezone.localdate(), by=SYSTEM, reason="撤点并校")
    assert again(child).school_id == second.pk
    with acting(person(Role.PRINCIPAL, School.objects.get(pk=second.pk)).scope):
        assert Child.objects.filter(pk=child.pk).exists()
