"""Erasing a record: by the word of two; afterwards nobody can read it, and the audit still holds."""

from datetime import date

import pytest
from tests.factories.children import a_child
from tests.factories.people import SmallWorld, person, small_world

from notoneless.accounts.roles import Role
from notoneless.accounts.scope import acting, unrestricted
from notoneless.audit.models import Event
from notoneless.audit.verifying import verify
from notoneless.children.models import Child, Erasure
from notoneless.children.queries.children import child_by_id, child_by_number
from notoneless.children.queries.finding import found
from notoneless.children.queries.seen import pseudonyms
from notoneless.children.rules.refusals import RefusedError
from notoneless.children.services.erasing import ask_erasure, decide_erasure
from notoneless.children.services.restricting import restrict_grown, set_status
from notoneless.children.states import ChildStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


def test_one_asks_and_another_decides(world: SmallWorld) -> None:
    officer, leader = person(Role.BUREAU_OFFICER, world.district), person(Role.BUREAU_LEADER, world.district)
    child = a_child(officer, world)
    known_as, number = child.pseudonym, child.id_number
    with acting(officer.scope):
        asked = ask_erasure(child.pk, reason="监护人书面要求", by=officer.actor)
        assert asked is not None
        with pytest.raises(RefusedError, match="已有一份"):
            ask_erasure(child.pk, reason="再申请", by=officer.actor)
        with pytest.raises(RefusedError, match="别人"):
            decide_erasure(asked.pk, approved=True, by=officer.actor)
        assert child_by_id(child.pk) is not None
    with acting(leader.scope):
        decide_erasure(asked.pk, approved=True, by=leader.actor)
        with pytest.raises(RefusedError, match="已经有人"):
            decide_erasure(asked.pk, approved=True, by=leader.actor)
        assert child_by_id(child.pk) is None
        assert child_by_number(number) is None
        assert not found({"q": number[-6:]}).exists()
        left = Child.objects.get(pk=child.pk)
    stored = {name: value for name, value in left.__dict__.items() if not name.startswith("_")}
    assert all(value not in str(stored) for value in ("欧阳", "oyn", number, "16912345678"))
    assert not left.data_key
    assert left.id_tail_index is None
    assert left.hardship_mark is None
    assert pseudonyms([child.pk]) == {}
    assert Event.objects.get(event="children.erased").object_pseudonym == known_as
    assert verify().intact


def test_several_can_be_erased(world: SmallWorld) -> None:
    officer, leader = person(Role.BUREAU_OFFICER, world.district), person(Role.BUREAU_LEADER, world.district)
    for _ in range(3):
        child = a_child(officer, world)
        with acting(officer.scope):
            asked = ask_erasure(child.pk, reason="重复登记", by=officer.actor)
            assert asked is not None
        with acting(leader.scope):
            decide_erasure(asked.pk, approved=True, by=leader.actor)
    with unrestricted("test"):
        assert Child.objects.filter(status="erased").count() == 3


def test_a_refused_request_changes_nothing(world: SmallWorld) -> None:
    officer, leader = person(Role.BUREAU_OFFICER, world.district), person(Role.BUREAU_LEADER, world.district)
    child = a_child(officer, world)
    with acting(officer.scope):
        asked = ask_erasure(child.pk, reason="重复登记", by=officer.actor)
        assert asked is not None
    with acting(leader.scope):
        decide_erasure(asked.pk, approved=False, by=leader.actor)
        again = child_by_id(child.pk)
        assert again is not None
        assert again.phone == "16912345678"
        assert Erasure.objects.get().approved is False


def test_out_of_reach_nothing_is_asked_or_decided(world: SmallWorld) -> None:
    officer, other = person(Role.BUREAU_OFFICER, world.district), person(Role.PRINCIPAL, world.schools[1])
    child = a_child(officer, world)
    with acting(officer.scope):
        asked = ask_erasure(child.pk, reason="重复登记", by=officer.actor)
        assert asked is not None
    with acting(other.scope):
        assert ask_erasure(child.pk, reason="x", by=other.actor) is None
        assert decide_erasure(asked.pk, approved=True, by=other.actor) is None
        assert set_status(child.pk, ChildStatus.RESTRICTED, reason="x", by=other.actor) is None


def test_who_has_grown_up_is_restricted_once(world: SmallWorld) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    grown = a_child(officer, world, birth_on=date(2006, 9, 1), id_number="")
    young = a_child(officer, world, birth_on=date(2006, 9, 2), id_number="")
    assert restrict_grown(date(2024, 9, 1)) == 1
    assert restrict_grown(date(2024, 9, 1)) == 0
    with acting(officer.scope):
        assert [child_by_id(each.pk).status for each in (grown, young)] == ["restricted", "active"]  # type: ignore[union-attr]
        with pytest.raises(RefusedError):
            set_status(young.pk, ChildStatus.ERASED, reason="x", by=officer.actor)
        set_status(grown.pk, ChildStatus.ACTIVE, reason="误判", by=officer.actor)
    assert restrict_grown(date(2024, 2, 29)) == 0
