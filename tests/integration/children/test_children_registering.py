"""Registering a child, correcting it, moving it: who may, what is written, what is told to whoever is slower."""

import threading
from datetime import date

import pytest
from tests.factories.children import a_child, some_facts
from tests.factories.people import SmallWorld, person, small_world

from notoneless.accounts.roles import Role
from notoneless.accounts.scope import NoScopeError, acting, unrestricted
from notoneless.audit.models import Event
from notoneless.children.models import Change, Child
from notoneless.children.queries.children import changes_of, child_by_id, child_by_number
from notoneless.children.queries.finding import found
from notoneless.children.rules.refusals import ChangedMeanwhileError, RefusedError
from notoneless.children.services.correcting import correct_child, move_child
from notoneless.children.services.registering import load_children, register_child
from notoneless.children.services.writing import Placement

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


def test_what_is_registered_can_be_read_and_found(world: SmallWorld) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    child = a_child(officer, world, name="欧阳娜", id_number="")
    number = some_facts().id_number
    with acting(officer.scope):
        correct_child(child.pk, version=1, values={"id_number": number}, reason="户口簿", by=officer.actor)
        again = child_by_id(child.pk)
        assert again is not None
        assert (again.name, again.id_number, again.phone, again.hardship) == ("欧阳娜", number, "16912345678", "脱贫户")
        assert again.registered_path == world.villages[0].path
        for typed in ("欧阳", "oyn", "OY", number, number[-6:], number[-4:].lower(), "阳娜", ""):
            assert found({"q": typed}).filter(pk=child.pk).exists(), typed
        for typed in ("张", "oyx", number[:-1], "999999", "12"):
            assert not found({"q": typed}).exists(), typed


def test_sex_and_birth_follow_from_the_number(world: SmallWorld) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    child = a_child(officer, world)
    assert child.sex == "2"
    assert isinstance(child.birth_on, date)
    assert child.birth_on.strftime("%Y%m%d") == child.id_number[6:14]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "　"}, "name"),
        ({"id_number": "511791201503040019"}, "id_number"),
        ({"birth_on": date(2014, 1, 1)}, "birth_on"),
        ({"sex": "1"}, "sex"),
    ],
)
def test_what_is_wrong_is_refused(world: SmallWorld, wrong: dict[str, object], field: str) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    with pytest.raises(RefusedError) as refused:
        a_child(officer, world, **wrong)
    assert refused.value.field == field
    with unrestricted("test"):
        assert not Child.objects.exists()
    assert not Event.objects.filter(event="children.registered").exists()


def test_a_number_is_registered_once_also_out_of_reach(world: SmallWorld) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    far = Placement(world.villages[2], world.villages[2], world.schools[1], world.classes[2])
    child = a_child(officer, world, at=far)
    with pytest.raises(RefusedError, match="已经登记在") as told:
        a_child(officer, world, id_number=child.id_number, name="另一人", birth_on=child.birth_on)
    assert "欧阳娜" not in told.value.sentence
    school = person(Role.SCHOOL_OFFICER, world.schools[0])
    with pytest.raises(RefusedError, match="可能不在您的管辖范围内"):
        a_child(school, world, id_number=child.id_number, birth_on=child.birth_on)


def test_a_school_places_children_in_itself_only(world: SmallWorld) -> None:
    school = person(Role.SCHOOL_OFFICER, world.schools[0])
    a_child(school, world)
    with pytest.raises(RefusedError, match="管辖范围") as refused:
        a_child(school, world, at=Placement(world.villages[0], None, world.schools[1]))
    assert refused.value.field == "school"
    for out in (Placement(), Placement(world.villages[3]), Placement(world.villages[3], world.villages[2])):
        with pytest.raises(RefusedError, match="您自己也看不到"):
            a_child(school, world, at=out)
    with pytest.raises(RefusedError, match="不是这所学校的班级"):
        a_child(school, world, at=Placement(world.villages[0], None, world.schools[0], world.classes[2]))


def test_whoever_is_slower_gets_the_differences_and_changes_nothing(world: SmallWorld) -> None:
    officer, school = person(Role.BUREAU_OFFICER, world.district), person(Role.SCHOOL_OFFICER, world.schools[0])
    child = a_child(officer, world)
    with acting(school.scope):
        correct_child(child.pk, version=1, values={"phone": "16900000001"}, reason="来电", by=school.actor)
    values = {"phone": "16900000002", "guardian": "欧阳大山", "name": "欧阳娜"}
    with acting(officer.scope):
        with pytest.raises(ChangedMeanwhileError) as late:
            correct_child(child.pk, version=1, values=values, reason="户口簿", by=officer.actor)
        assert [(each.field, each.theirs, each.mine) for each in late.value.found] == [
            ("phone", "16900000001", "16900000002")
        ]
        assert late.value.version == 2
        again = child_by_id(child.pk)
        assert again is not None
        assert again.phone == "16900000001"
        assert [change.kind for change in changes_of(again)] == ["corrected", "registered"]
    assert Event.objects.filter(event="children.corrected").count() == 1


def test_a_correction_writes_only_what_changes_and_says_so_in_the_audit(world: SmallWorld) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    child = a_child(officer, world)
    with acting(officer.scope):
        values = {"phone": "16900000001", "guardian": "欧阳大山", "disability": ""}
        correct_child(child.pk, version=1, values=values, reason="核实", by=officer.actor)
        change = Change.objects.filter(kind="corrected").get()
        assert change.fields == ["disability", "phone"]
        assert found({"disability": "no"}).filter(pk=child.pk).exists()
    event = Event.objects.get(event="children.corrected")
    assert (event.object_pseudonym, event.fields_touched) == (child.pseudonym, '["disability","phone"]')


def test_a_child_that_moves_away_is_out_of_reach_at_once(world: SmallWorld) -> None:
    officer, teacher = person(Role.BUREAU_OFFICER, world.district), person(Role.CLASS_TEACHER, world.classes[0])
    child = a_child(officer, world)
    with acting(teacher.scope):
        assert child_by_id(child.pk) is not None
    there = Placement(world.villages[2], world.villages[2], world.schools[1], world.classes[2])
    with acting(officer.scope):
        moved = move_child(child.pk, there, version=1, reason="转学", by=officer.actor)
        assert moved is not None
        assert moved.residence_path == world.villages[2].path
        assert changes_of(moved)[0].fields == ["lives_in", "registered_in", "school", "school_class"]
    with acting(teacher.scope):
        assert child_by_id(child.pk) is None
        assert move_child(child.pk, there, version=2, reason="x", by=teacher.actor) is None
        assert correct_child(child.pk, version=2, values={"phone": ""}, reason="x", by=teacher.actor) is None


def test_a_school_may_let_a_child_go(world: SmallWorld) -> None:
    officer, school = person(Role.BUREAU_OFFICER, world.district), person(Role.SCHOOL_OFFICER, world.schools[0])
    child = a_child(officer, world, at=Placement(world.villages[3], world.villages[3], world.schools[0]))
    with acting(school.scope):
        move_child(child.pk, Placement(world.villages[3], world.villages[3]), version=1, reason="转出", by=school.actor)
        assert child_by_id(child.pk) is None
    with acting(officer.scope):
        gone = child_by_id(child.pk)
        assert gone is not None
        assert gone.school is None


def test_many_are_loaded_with_all_that_follows(world: SmallWorld) -> None:
    at = Placement(world.villages[0], world.villages[0], world.schools[0], world.classes[0])
    officer = person(Role.BUREAU_OFFICER, world.district)
    rows = [(some_facts(name=f"张三{n}"), at) for n in "甲乙丙"]
    with acting(officer.scope):
        assert load_children(rows, by=officer.actor, at_once=2) == 3
        one = child_by_number(rows[1][0].id_number)
        assert one is not None
        assert (one.name, one.hardship) == ("张三乙", "脱贫户")
        assert found({"q": rows[1][0].id_number[-6:], "hardship": "yes"}).count() >= 1
    assert Event.objects.filter(event="children.loaded").count() == 2


def test_without_a_scope_nothing_is_read_or_written() -> None:
    with pytest.raises(NoScopeError):
        found({}).exists()
    with pytest.raises(NoScopeError):
        register_child(some_facts(), Placement(), by=person(Role.BUREAU_OFFICER, small_world().district).actor)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_correct_at_once_one_wins_each_version(world: SmallWorld) -> None:
    from django.db import connection

    officer = person(Role.BUREAU_OFFICER, world.district)
    child = a_child(officer, world)
    won: list[int] = []

    def correct(n: int) -> None:
        try:
            with acting(officer.scope):
                while True:
                    seen = child_by_id(child.pk)
                    assert seen is not None
                    values = {"phone": f"169{n:08d}"}
                    try:
                        correct_child(child.pk, version=seen.version, values=values, reason="并发", by=officer.actor)
                    except ChangedMeanwhileError:
                        continue
                    won.append(n)
                    return
        finally:
            connection.close()

    threads = [threading.Thread(target=correct, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with acting(officer.scope):
        last = child_by_id(child.pk)
        assert last is not None
        assert last.version == 9
        assert len(won) == changes_of(last).filter(kind="corrected").count() == 8
