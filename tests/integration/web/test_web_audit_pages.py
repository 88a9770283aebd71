"""The auditor's pages, what an account saw, and the alarms of the security administrator."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.children import a_child
from tests.factories.people import Person, SmallWorld, person, small_world

from notoneless.accounts.roles import Role
from notoneless.accounts.scope import acting
from notoneless.audit.models import Event
from notoneless.background.models import Work
from notoneless.background.performing import perform
from notoneless.children.models import Alarm
from notoneless.children.rules.refusals import BlockedError
from notoneless.children.services.looking import open_child
from notoneless.children.services.revealing import reveal_field

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def auditor(world: SmallWorld) -> Person:
    return person(Role.AUDITOR, world.district)


@pytest.fixture
def looked(world: SmallWorld) -> Person:
    """A class teacher who has opened one child and seen its telephone."""
    officer, teacher = person(Role.BUREAU_OFFICER, world.district), person(Role.CLASS_TEACHER, world.classes[0])
    child = a_child(officer, world)
    with acting(teacher.scope):
        open_child(child.pk, by=teacher.actor)
        reveal_field(child.pk, "phone", reason="contact", explanation="约家访时间", by=teacher.actor)
    return teacher


def test_the_log_is_read_by_the_auditor_alone(world: SmallWorld, auditor: Person, looked: Person) -> None:
    text = auditor.client.get(reverse("audit:log")).content.decode()
    assert "打开儿童档案" in text
    assert looked.user.username in text
    assert "欧阳" not in text
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.BUREAU_LEADER, Role.BUREAU_OFFICER):
        other = person(role, world.district)
        for name in ("log", "checking", "seen"):
            assert other.client.get(reverse(f"audit:{name}")).status_code == 404, (role, name)


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ({"event": "children.revealed"}, True),
        ({"event": "children.erased"}, False),
        ({"severity": "notice", "outcome": "done"}, True),
        ({"outcome": "denied", "event": "children.revealed"}, False),
        ({"role": "class_teacher"}, True),
    ],
)
def test_the_log_is_filtered(auditor: Person, looked: Person, query: dict[str, str], there: bool) -> None:
    text = auditor.client.get(reverse("audit:log"), query).content.decode().partition("<tbody")[2]
    assert ("查看一项原文" in text) is there


def test_the_log_is_searched_by_whole_words(auditor: Person, looked: Person) -> None:
    event = Event.objects.get(event="children.revealed")
    for words in (looked.user.username, event.object_pseudonym):
        text = auditor.client.get(reverse("audit:log"), {"q": words}).content.decode()
        assert reverse("audit:event", args=[event.seq]) in text
    text = auditor.client.get(reverse("audit:event", args=[event.seq])).content.decode()
    assert "监护人电话" in text or "phone" in text
    assert "16912345678" not in text
    assert auditor.client.get(reverse("audit:event", args=[10**9])).status_code == 404


def test_the_chain_is_verified_in_the_background(auditor: Person, looked: Person) -> None:
    assert auditor.client.post(reverse("audit:verify")).status_code == 302
    assert "进行" in auditor.client.get(reverse("audit:checking")).content.decode() or Work.objects.exists()
    perform(Work.objects.get(kind="audit.verify").pk)
    text = auditor.client.get(reverse("audit:checking")).content.decode()
    assert "日志完好" in text


def test_a_checkpoint_is_written_and_printed(
    auditor: Person, looked: Person, settings: object, tmp_path: object
) -> None:
    settings.AUDIT_CHECKPOINTS = tmp_path  # type: ignore[attr-defined]
    answer = auditor.client.post(reverse("audit:checkpoint"))
    assert answer.status_code == 302
    text = auditor.client.get(answer["Location"]).content.decode()
    assert "审计日志检查点" in text
    assert "签名" in text
    assert auditor.client.get(reverse("audit:checkpoint_print", args=[10**9])).status_code == 404


def asked(reader: Person, page: str, account: str) -> str:
    today = timezone.localdate()
    given = {"account": account, "from_on": today.isoformat(), "until_on": today.isoformat()}
    return str(reader.client.post(reverse(page), given).content.decode())


def test_what_an_account_saw_has_pseudonyms_for_the_auditor(auditor: Person, looked: Person) -> None:
    text = asked(auditor, "audit:seen", looked.user.username)
    event = Event.objects.get(event="children.opened")
    assert event.object_pseudonym in text
    assert "监护人电话" in text
    assert "欧阳" not in text
    assert "没有这个账号" in asked(auditor, "audit:seen", "nosuch")
    assert Event.objects.filter(event="children.account_seen").count() == 1


def test_what_an_account_saw_has_schools_for_a_leader(world: SmallWorld, looked: Person) -> None:
    leader = person(Role.BUREAU_LEADER, world.district)
    text = asked(leader, "audit:seen_names", looked.user.username)
    assert "欧阳*" in text
    assert world.schools[0].name in text
    assert leader.client.get(reverse("audit:seen")).status_code == 404


def test_an_alarm_is_cleared_by_the_security_administrator(world: SmallWorld, looked: Person) -> None:
    guard = person(Role.SECURITY_ADMIN, world.district)
    alarm = Alarm.objects.create(
        at=timezone.now(),
        kind="opened",
        level="block",
        count=1250,
        person_id=looked.actor.id,
        person_name="u",
        person_role="class_teacher",
    )
    with acting(looked.scope), pytest.raises(BlockedError):
        open_child(alarm.pk, by=looked.actor)
    blocked = looked.client.get(reverse("children:index"))
    assert blocked.status_code == 403
    assert "已暂停查看" in blocked.content.decode()
    text = guard.client.get(reverse("security:alarms")).content.decode()
    assert "1,250" in text
    path = reverse("security:clear", args=[alarm.pk])
    assert guard.client.post(path, {"note": ""}).status_code == 422
    assert guard.client.post(path, {"note": "已电话核实"}).status_code == 302
    assert guard.client.get(path).status_code == 404
    assert looked.client.get(reverse("children:index")).status_code == 200
    for role in (Role.AUDITOR, Role.SYSTEM_ADMIN, Role.BUREAU_LEADER):
        assert person(role, world.district).client.get(reverse("security:alarms")).status_code == 404
