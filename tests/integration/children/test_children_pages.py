"""Pages about children: masked by default, out of reach as if absent, few queries, nothing kept by browsers."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.canaries import canary_world, shown
from tests.factories.children import a_child, some_facts
from tests.factories.people import Person, SmallWorld, person, signed_in, small_world

from notoneless.accounts.roles import Role
from notoneless.accounts.scope import acting, unrestricted
from notoneless.accounts.sign_in_data import SIGNED_IN_AT
from notoneless.audit.models import Event
from notoneless.children.models import Child, Look, Showing
from notoneless.children.models.showing import unpacked
from notoneless.children.queries.children import child_by_id

pytestmark = pytest.mark.django_db
SECRETS = ("16912345678", "欧阳大山", "测试乡1201村3组", "听力残疾二级", "脱贫户")


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def officer(world: SmallWorld) -> Person:
    return person(Role.BUREAU_OFFICER, world.district)


def address(name: str, *args: object) -> str:
    return reverse(f"children:{name}", args=args)


def posted(client: Client, path: str, **data: object) -> Any:
    return client.post(path, {key: value for key, value in data.items() if value is not None})


def test_list_and_page_are_masked(world: SmallWorld, officer: Person) -> None:
    child = a_child(officer, world)
    for path in (address("index"), address("detail", child.pk)):
        answer = officer.client.get(path)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "欧阳娜" in text
        assert child.id_number[-4:] in text
        assert not [secret for secret in (*SECRETS, child.id_number, child.birth_on.isoformat()) if secret in text]
        assert answer["Cache-Control"] == "no-store"


def test_a_leader_sees_no_name(world: SmallWorld, officer: Person) -> None:
    child, leader = a_child(officer, world), person(Role.BUREAU_LEADER, world.district)
    for path in (address("index"), address("detail", child.pk), address("who_looked", child.pk)):
        text = leader.client.get(path).content.decode()
        assert "欧阳娜" not in text
        assert "欧阳*" in text
    assert leader.client.get(address("reveal", child.pk, "phone")).status_code == 404


def test_out_of_reach_is_answered_as_if_absent(world: SmallWorld, officer: Person) -> None:
    from uuid import uuid4

    child, teacher = a_child(officer, world), person(Role.CLASS_TEACHER, world.classes[2])
    for name, *rest in (("detail",), ("reveal", "phone"), ("correct",), ("move",), ("who_looked",), ("erase",)):
        theirs = teacher.client.get(address(name, child.pk, *rest))
        nobodys = teacher.client.get(address(name, uuid4(), *rest))
        assert theirs.status_code == nobodys.status_code == 404
        assert _without_tokens(theirs.content) == _without_tokens(nobodys.content)


def _without_tokens(content: bytes) -> bytes:
    return re.sub(rb'(nonce|value|content|X-CSRFToken)="?[^">]*|[0-9a-f]{16,}|"X-CSRFToken": "[^"]*"', b"", content)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR])
def test_the_three_administrators_reach_no_page(world: SmallWorld, officer: Person, role: Role) -> None:
    child, admin = a_child(officer, world), person(role, world.district)
    for path in (address("index"), address("detail", child.pk), address("erasures")):
        assert admin.client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("typed", "there"),
    [("欧阳", True), ("oyn", True), ("4位", False), ("zzz", False), ("tail6", True), ("tail4", True)],
)
def test_the_list_finds_by_name_initials_and_last_digits(
    world: SmallWorld, officer: Person, typed: str, there: bool
) -> None:
    child = a_child(officer, world)
    words = {"tail6": child.id_number[-6:], "tail4": child.id_number[-4:]}.get(typed, typed)
    text = officer.client.get(address("index"), {"q": words}).content.decode()
    assert (str(child.pk) in text) is there


def test_filters_narrow_the_list(world: SmallWorld, officer: Person) -> None:
    from notoneless.children.queries.finding import area_value
    from notoneless.children.services.writing import Placement

    near = a_child(officer, world, name="甲乙", hardship="")
    far = a_child(officer, world, name="丙丁", at=Placement(world.villages[2], world.villages[2], world.schools[1]))
    for query, expected in (
        ({"area": area_value(world.townships[0].path)}, {near}),
        ({"school": str(world.schools[1].pk)}, {far}),
        ({"grade": "1"}, {near}),
        ({"hardship": "yes"}, {far}),
        ({"hardship": "no"}, {near}),
        ({"sex": "2"}, {near, far}),
        ({"sex": "1"}, set()),
        ({"placed": "no"}, set()),
        ({"status": "restricted"}, set()),
        ({"area": "nonsense"}, {near, far}),
    ):
        text = officer.client.get(address("index"), query).content.decode()
        assert {child for child in (near, far) if str(child.pk) in text} == expected, query


def test_who_may_not_see_hardship_cannot_filter_by_it(world: SmallWorld, officer: Person) -> None:
    poor = a_child(officer, world)
    surveyor = person(Role.VILLAGE_SURVEYOR, world.villages[0])
    for value in ("yes", "no"):
        assert str(poor.pk) in surveyor.client.get(address("index"), {"hardship": value}).content.decode()


def test_a_page_of_the_list_is_written_down(world: SmallWorld, officer: Person) -> None:
    ids = {a_child(officer, world).pk for _ in range(3)}
    officer.client.get(address("index"), {"q": "欧阳"})
    showing = Showing.objects.get()
    assert set(unpacked(showing.children)) == ids
    event = Event.objects.get(event="children.listed")
    assert "欧阳" not in event.details + event.fields_touched


def test_opening_a_page_shows_up_under_who_looked(world: SmallWorld, officer: Person) -> None:
    child, teacher = a_child(officer, world), person(Role.CLASS_TEACHER, world.classes[0])
    teacher.client.get(address("detail", child.pk))
    principal = person(Role.PRINCIPAL, world.schools[0])
    for path in (address("detail", child.pk), address("who_looked", child.pk)):
        assert teacher.user.username in principal.client.get(path).content.decode()
    assert teacher.client.get(address("who_looked", child.pk)).status_code == 404
    assert "谁看过" not in teacher.client.get(address("detail", child.pk)).content.decode()


def test_a_field_is_shown_after_a_reason_was_given(world: SmallWorld, officer: Person) -> None:
    child = a_child(officer, world)
    path = address("reveal", child.pk, "phone")
    assert "16912345678" not in officer.client.get(path).content.decode()
    refused = posted(officer.client, path, reason="", explanation="")
    assert refused.status_code == 422
    assert "16912345678" not in refused.content.decode()
    answer = posted(officer.client, path, reason="contact", explanation="约家访时间")
    text = answer.content.decode()
    assert "16912345678" in text
    assert 'http-equiv="refresh" content="60;' in text
    assert answer["Cache-Control"] == "no-store"
    assert not [secret for secret in SECRETS[1:] if secret in text]
    with acting(officer.scope):
        assert Look.objects.filter(kind="revealed").count() == 1
    assert officer.client.get(address("reveal", child.pk, "nosuch")).status_code == 404
    assert officer.client.get(address("reveal", child.pk, "data_key")).status_code == 404


def test_a_reveal_asks_again_who_it_is(world: SmallWorld, officer: Person) -> None:
    child = a_child(officer, world)
    long_ago = signed_in(officer.user, officer.post, confirmed=False)
    session = long_ago.session
    session[SIGNED_IN_AT] = 0
    session.save()
    answer = posted(long_ago, address("reveal", child.pk, "phone"), reason="contact", explanation="约家访时间")
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]


def test_a_child_is_registered_on_its_page(world: SmallWorld, officer: Person) -> None:
    facts = some_facts().as_text()
    places = {"registered_in": world.villages[0].pk, "lives_in": world.villages[0].pk, "school": world.schools[0].pk}
    answer = posted(officer.client, address("register"), **{**facts, "birth_on": "", "sex": "0"}, **places)
    assert answer.status_code == 302, answer.content.decode()
    with acting(officer.scope):
        child = Child.objects.get()
        assert (child.sex, child.name, child.school) == ("2", "欧阳娜", world.schools[0])
    assert answer["Location"] == address("detail", child.pk)
    again = posted(officer.client, address("register"), **{**facts, "birth_on": "", "sex": "0"}, **places)
    assert again.status_code == 422
    assert facts["address"] in again.content.decode(), "what was typed stays"


def test_a_correction_shows_no_secret_and_keeps_what_is_left_empty(world: SmallWorld, officer: Person) -> None:
    child = a_child(officer, world)
    path = address("correct", child.pk)
    text = officer.client.get(path).content.decode()
    assert not [secret for secret in (*SECRETS, child.id_number) if secret in text]
    given = {"version": 1, "name": "欧阳娜", "sex": "2", "reason": "户口簿"}
    assert posted(officer.client, path, **given, phone="16900000001", hardship="无").status_code == 302
    with acting(officer.scope):
        again = child_by_id(child.pk)
        assert again is not None
        assert (again.phone, again.hardship, again.guardian) == ("16900000001", "", "欧阳大山")
    late = posted(officer.client, path, **given, phone="16900000002")
    assert late.status_code == 409
    told = late.content.decode()
    assert "169****0001" in told
    assert "16900000002" in told
    assert 'name="version" value="2"' in told
    assert posted(officer.client, path, **{**given, "version": 2}, phone="16900000002").status_code == 302


def test_a_child_is_moved_on_its_page(world: SmallWorld, officer: Person) -> None:
    child, school = a_child(officer, world), person(Role.SCHOOL_OFFICER, world.schools[0])
    path = address("move", child.pk)
    text = school.client.get(path).content.decode()
    assert "测试乡2小学" not in text, "a school chooses among its own"
    given = {
        "version": 1,
        "school": world.schools[0].pk,
        "school_class": world.classes[1].pk,
        "registered_in": world.villages[0].pk,
        "lives_in": world.villages[1].pk,
        "reason": "调班",
    }
    assert posted(school.client, path, **given).status_code == 302
    with acting(officer.scope):
        again = child_by_id(child.pk)
        assert again is not None
        assert (again.school_class, again.residence_path) == (world.classes[1], world.villages[1].path)
    foreign = posted(school.client, path, **{**given, "version": 2, "school": world.schools[1].pk})
    assert foreign.status_code == 422


def test_a_record_is_erased_by_the_word_of_two(world: SmallWorld, officer: Person) -> None:
    child, leader = a_child(officer, world), person(Role.BUREAU_LEADER, world.district)
    assert posted(officer.client, address("erase", child.pk), reason="监护人要求").status_code == 302
    assert "已有人申请清除" in officer.client.get(address("detail", child.pk)).content.decode()
    with unrestricted("test"):
        asked = child.erasures.get()
    assert officer.client.get(address("decide_erasure", asked.pk)).status_code == 404
    assert "监护人要求" in leader.client.get(address("erasures")).content.decode()
    assert posted(leader.client, address("decide_erasure", asked.pk), approved="yes").status_code == 302
    assert officer.client.get(address("detail", child.pk)).status_code == 404


def test_a_restricted_record_says_so(world: SmallWorld, officer: Person) -> None:
    child = a_child(officer, world)
    assert posted(officer.client, address("restrict", child.pk), reason="已毕业").status_code == 302
    assert "限制处理" in officer.client.get(address("detail", child.pk)).content.decode()
    assert posted(officer.client, address("restrict", child.pk), reason="误判").status_code == 302


def test_no_page_shows_a_mark_that_its_reader_may_not_see() -> None:
    """Every mark but the name's is masked away on every page; names of children out of scope appear nowhere."""
    world = canary_world()
    for role, reader in world.people.items():
        if reader.scope.area.value == "none":
            continue
        text = reader.client.get(address("index"), {"size": "200"}).content
        with acting(reader.scope):
            own = set(Child.objects.values_list("pk", flat=True))
        allowed = {number for number, child in world.numbers.items() if child.pk in own}
        assert shown(text) <= allowed, role
        assert b"\xe8\xae\xb0KZ" not in text, f"{role}: a sealed field stands in clear"


@pytest.mark.parametrize(("name", "most"), [("index", 16), ("detail", 18)])
def test_pages_ask_few_questions_however_many_children(
    world: SmallWorld, officer: Person, name: str, most: int
) -> None:
    def queries(path: str) -> int:
        officer.client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert officer.client.get(path).status_code == 200
        return len([each for each in caught.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    child = a_child(officer, world)
    path = address(name, *([child.pk] if name == "detail" else []))
    few = queries(path)
    for _ in range(12):
        a_child(officer, world)
    assert queries(path) == few
    assert few <= most


def test_export_is_offered_to_who_may_ask(world: SmallWorld, officer: Person) -> None:
    a_child(officer, world)
    answer = officer.client.post(address("index") + "?grade=1&q=oyn", {"act": "export"})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("exports:ask", args=["children"]))
    assert "grade=1" in answer["Location"]
    teacher = person(Role.CLASS_TEACHER, world.classes[0])
    assert 'value="export"' not in teacher.client.get(address("index")).content.decode()
