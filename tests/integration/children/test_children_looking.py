"""Looking at children: written down in the same transaction, limited, noticed when it becomes harvesting."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.children import a_child
from tests.factories.people import SmallWorld, person, small_world

from notoneless.accounts.roles import Role
from notoneless.accounts.scope import acting, unrestricted
from notoneless.audit.models import Event
from notoneless.children.models import Alarm, Child, Look, Showing
from notoneless.children.models.showing import packed, unpacked
from notoneless.children.queries.seen import children_within_reach, pseudonyms, seen_by
from notoneless.children.rules.harvest import Threshold
from notoneless.children.rules.refusals import BlockedError, RefusedError
from notoneless.children.services import watching
from notoneless.children.services.looking import list_children, open_child
from notoneless.children.services.revealing import reveal_field
from notoneless.children.services.watching import clear_alarm

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def low_thresholds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thresholds that a test can reach; the real ones are tested as a table."""
    from notoneless.children.queries import alarms

    low = {kind: Threshold(kind, kind, 1, 2, 4) for kind in ("health", "other", "opened", "listed")}
    monkeypatch.setattr(watching, "thresholds", lambda: low)
    monkeypatch.setattr(alarms, "thresholds", lambda: low)


def test_a_look_leaves_one_row_and_one_event(world: SmallWorld) -> None:
    officer, teacher = person(Role.BUREAU_OFFICER, world.district), person(Role.CLASS_TEACHER, world.classes[0])
    child = a_child(officer, world)
    with acting(teacher.scope):
        assert open_child(child.pk, by=teacher.actor) is not None
        look = Look.objects.get()
    assert (look.child_id, look.kind, look.person_id) == (child.pk, "opened", teacher.actor.id)
    event = Event.objects.get(event="children.opened")
    assert (event.object_type, event.object_pseudonym, event.actor_id) == ("child", child.pseudonym, teacher.actor.id)


def test_out_of_reach_is_as_if_it_were_not_there(world: SmallWorld) -> None:
    officer, teacher = person(Role.BUREAU_OFFICER, world.district), person(Role.CLASS_TEACHER, world.classes[2])
    child = a_child(officer, world)
    with acting(teacher.scope):
        assert open_child(child.pk, by=teacher.actor) is None
        assert reveal_field(child.pk, "phone", reason="contact", explanation="联系家长", by=teacher.actor) is None
    with unrestricted("test"):
        assert not Look.objects.exists()


def test_where_the_audit_cannot_be_written_nothing_is_shown(world: SmallWorld) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    child = a_child(officer, world)
    from notoneless.audit.models import ChainHead

    ChainHead.objects.all().delete()
    with acting(officer.scope):
        with pytest.raises(Exception, match="chain"):
            open_child(child.pk, by=officer.actor)
        with pytest.raises(Exception, match="chain"):
            reveal_field(child.pk, "phone", reason="contact", explanation="联系家长", by=officer.actor)
        assert not Look.objects.exists()


def test_a_field_is_revealed_with_a_reason(world: SmallWorld) -> None:
    officer, teacher = person(Role.BUREAU_OFFICER, world.district), person(Role.CLASS_TEACHER, world.classes[0])
    child = a_child(officer, world)
    with acting(teacher.scope):
        found = reveal_field(child.pk, "phone", reason="contact", explanation="约家访时间", by=teacher.actor)
        assert found is not None
        assert found[1] == "16912345678"
        look = Look.objects.select_related("child").get(kind="revealed")
        assert (look.field, look.reason, look.explanation) == ("phone", "contact", "约家访时间")
    event = Event.objects.get(event="children.revealed")
    assert (event.fields_touched, event.object_pseudonym) == ('["phone"]', child.pseudonym)
    assert "16912345678" not in event.details + event.reason


@pytest.mark.parametrize(("reason", "explanation"), [("", "联系家长"), ("nosuch", "联系家长"), ("contact", "  家 ")])
def test_without_a_reason_nothing_is_revealed_and_the_try_is_recorded(
    world: SmallWorld, reason: str, explanation: str
) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    child = a_child(officer, world)
    with acting(officer.scope):
        with pytest.raises(RefusedError):
            reveal_field(child.pk, "phone", reason=reason, explanation=explanation, by=officer.actor)
        assert not Look.objects.exists()
    assert Event.objects.get(event="children.reveal_refused").outcome == "denied"


@pytest.mark.parametrize(
    ("role", "field", "may"),
    [
        (Role.VILLAGE_SURVEYOR, "id_number", False),
        (Role.VILLAGE_SURVEYOR, "hardship", False),
        (Role.VILLAGE_SURVEYOR, "phone", True),
        (Role.BUREAU_LEADER, "phone", False),
        (Role.BUREAU_LEADER, "name", False),
        (Role.AUDITOR, "phone", False),
        (Role.PRINCIPAL, "data_key", False),
        (Role.PRINCIPAL, "disability", True),
    ],
)
def test_a_role_sees_its_fields_only(world: SmallWorld, role: Role, field: str, may: bool) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    child = a_child(officer, world)
    places = {Role.VILLAGE_SURVEYOR: world.villages[0], Role.PRINCIPAL: world.schools[0]}
    reader = person(role, places.get(role, world.district))
    with acting(reader.scope):
        if may:
            found = reveal_field(child.pk, field, reason="verify", explanation="核对信息", by=reader.actor)
            assert found is not None
        else:
            with pytest.raises(RefusedError):
                reveal_field(child.pk, field, reason="verify", explanation="核对信息", by=reader.actor)


def test_the_day_has_a_limit(world: SmallWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    from notoneless.children.rules import reveals

    monkeypatch.setattr(reveals, "daily_limit", lambda role: 2)
    officer = person(Role.BUREAU_OFFICER, world.district)
    child = a_child(officer, world)
    with acting(officer.scope):
        for _ in range(2):
            reveal_field(child.pk, "phone", reason="verify", explanation="核对信息", by=officer.actor)
        with pytest.raises(RefusedError, match="已满 2 次"):
            reveal_field(child.pk, "phone", reason="verify", explanation="核对信息", by=officer.actor)
        Showing.objects.update(at=timezone.now() - timedelta(days=1))
        assert reveal_field(child.pk, "phone", reason="verify", explanation="核对信息", by=officer.actor)


def test_harvesting_is_first_noticed_and_then_stopped(world: SmallWorld, low_thresholds: None) -> None:
    officer, guard = person(Role.BUREAU_OFFICER, world.district), person(Role.SECURITY_ADMIN, world.district)
    children = [a_child(officer, world) for _ in range(6)]
    with acting(officer.scope):
        open_child(children[0].pk, by=officer.actor)
        open_child(children[0].pk, by=officer.actor)
        assert not Alarm.objects.exists(), "the same child twice is one child"
        open_child(children[1].pk, by=officer.actor)
        assert [alarm.level for alarm in Alarm.objects.all()] == ["warn"]
        open_child(children[2].pk, by=officer.actor)
        assert Alarm.objects.count() == 1, "told once"
        open_child(children[3].pk, by=officer.actor)
        block = Alarm.objects.get(level="block")
        for act in (
            lambda: open_child(children[4].pk, by=officer.actor),
            lambda: list_children([children[4].pk], conditions=[], by=officer.actor),
            lambda: reveal_field(children[4].pk, "phone", reason="aid", explanation="核对信息", by=officer.actor),
        ):
            with pytest.raises(BlockedError, match="安全管理员"):
                act()
        assert Event.objects.filter(event="children.look_refused", outcome="denied").count() == 3
        clear_alarm(block, note="电话核实，批量核对名册", by=guard.actor)
        assert open_child(children[4].pk, by=officer.actor) is not None, "counts from nought again"
    assert Event.objects.filter(event="children.alarm_raised").count() == 2


def test_an_alarm_is_cleared_once_and_by_another(world: SmallWorld, low_thresholds: None) -> None:
    officer, guard = person(Role.BUREAU_OFFICER, world.district), person(Role.SECURITY_ADMIN, world.district)
    children = [a_child(officer, world) for _ in range(2)]
    with acting(officer.scope):
        for child in children:
            open_child(child.pk, by=officer.actor)
    alarm = Alarm.objects.get()
    with pytest.raises(RefusedError, match="别人"):
        clear_alarm(alarm, note="我自己", by=officer.actor)
    with pytest.raises(RefusedError, match="写明"):
        clear_alarm(alarm, note=" ", by=guard.actor)
    clear_alarm(alarm, note="已核实", by=guard.actor)
    with pytest.raises(RefusedError, match="已经有人"):
        clear_alarm(alarm, note="已核实", by=guard.actor)


def test_leafing_through_lists_counts_children_not_pages(world: SmallWorld, low_thresholds: None) -> None:
    officer = person(Role.BUREAU_OFFICER, world.district)
    ids = [a_child(officer, world).pk for _ in range(4)]
    with acting(officer.scope):
        for _ in range(3):
            list_children(ids[:1], conditions=["school"], by=officer.actor)
        assert not Alarm.objects.exists()
        list_children(ids, conditions=[], by=officer.actor)
    assert {alarm.level for alarm in Alarm.objects.all()} == {"warn", "block"}


def test_what_an_account_saw_is_an_exact_list(world: SmallWorld) -> None:
    officer, teacher = person(Role.BUREAU_OFFICER, world.district), person(Role.CLASS_TEACHER, world.classes[0])
    start = timezone.now()
    children = [a_child(officer, world) for _ in range(3)]
    with acting(teacher.scope):
        list_children([children[0].pk, children[1].pk], conditions=[], by=teacher.actor)
        open_child(children[1].pk, by=teacher.actor)
        reveal_field(children[1].pk, "phone", reason="contact", explanation="联系家长", by=teacher.actor)
    seen = {each.child: each for each in seen_by(teacher.actor.id, start, timezone.now())}
    assert set(seen) == {children[0].pk, children[1].pk}
    assert (seen[children[0].pk].listed, seen[children[0].pk].opened) == (1, 0)
    both = seen[children[1].pk]
    assert (both.listed, both.opened, both.revealed) == (1, 1, ("phone",))
    assert seen_by(teacher.actor.id, start - timedelta(days=1), start) == []
    assert pseudonyms(list(seen)) == {child.pk: child.pseudonym for child in children[:2]}
    with acting(person(Role.BUREAU_LEADER, world.district).scope):
        assert set(children_within_reach(list(seen))) == set(seen)
    with acting(person(Role.PRINCIPAL, world.schools[1]).scope):
        assert children_within_reach(list(seen)) == {}


def test_a_list_in_the_log_is_bound_by_its_digest(world: SmallWorld) -> None:
    import hashlib
    import json

    officer = person(Role.BUREAU_OFFICER, world.district)
    ids = [a_child(officer, world).pk for _ in range(3)]
    with acting(officer.scope):
        list_children(ids, conditions=["q", "school"], by=officer.actor)
    showing, event = Showing.objects.get(), Event.objects.get(event="children.listed")
    assert unpacked(showing.children) == ids
    assert json.loads(event.details)["digest"] == hashlib.sha256(packed(ids)).hexdigest()
    assert json.loads(event.fields_touched) == ["q", "school"]


def test_a_row_of_a_child_prints_no_name(world: SmallWorld) -> None:
    child = a_child(person(Role.BUREAU_OFFICER, world.district), world)
    assert "欧阳" not in f"{child}{child!r}"
    assert isinstance(child, Child)
