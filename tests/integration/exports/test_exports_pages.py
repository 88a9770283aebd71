"""The way of an export over its pages: asked, approved by another, made, taken once, destroyed."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories.children import a_child
from tests.factories.exporting import MASKED, an_export, built
from tests.factories.people import Person, SmallWorld, person, signed_in, small_world

from notoneless.accounts.roles import Role
from notoneless.background.models import Work
from notoneless.background.performing import perform
from notoneless.exports.models import ExportRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def officer(world: SmallWorld) -> Person:
    return person(Role.SCHOOL_OFFICER, world.schools[0])


def address(name: str, *args: object) -> str:
    return reverse(f"exports:{name}", args=args)


def asked(client: Client, query: str = "", **changes: object) -> Any:
    given = {"columns": ["name", "school"], "purpose": "report", "explanation": "报省厅的月报附表", **changes}
    return client.post(address("ask", "children") + query, given)


def test_the_whole_way(world: SmallWorld, officer: Person) -> None:
    child, head = a_child(officer, world), person(Role.BUREAU_LEADER, world.district)
    text = officer.client.get(address("ask", "children") + "?grade=1&page=3").content.decode()
    assert "年级：一年级" in text
    assert asked(officer.client, "?grade=1").status_code == 302
    request = ExportRequest.objects.get()
    page = address("detail", request.pk)
    assert "待批准" in officer.client.get(page).content.decode()
    assert officer.client.post(address("build", request.pk)).status_code == 404, "not before it is approved"

    assert str(request.number) in head.client.get(address("waiting")).content.decode()
    assert head.client.post(address("decide", request.pk), {"approved": "no", "note": ""}).status_code == 422
    assert head.client.post(address("decide", request.pk), {"approved": "yes"}).status_code == 302
    assert officer.client.get(page).status_code == 200

    assert officer.client.post(address("build", request.pk)).status_code == 302
    assert officer.client.get(page).status_code == 200
    perform(Work.objects.get(kind="exports.build").pk)
    assert "下载文件" in officer.client.get(page).content.decode()
    assert "下载文件" not in head.client.get(page).content.decode()

    assert officer.client.get(address("take", request.pk)).status_code == 200
    link = officer.client.post(address("take", request.pk), {"confirmed": "1"})["Location"]
    answer = officer.client.get(link)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "欧阳" not in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]] == ["1", child.name, world.schools[0].name]
    assert officer.client.get(link).status_code == 404, "a link works once"

    assert officer.client.post(address("destroyed", request.pk), {"note": ""}).status_code == 422
    assert officer.client.post(address("destroyed", request.pk), {"sure": "on", "note": "已删除"}).status_code == 302
    assert officer.client.get(address("destroyed", request.pk)).status_code == 404
    again = officer.client.post(address("take", request.pk), {"confirmed": "1"})["Location"]
    assert signed_in(officer.user, officer.post).get(again).status_code == 404, "another session of the same person"


@pytest.mark.parametrize(
    "wrong", [{"columns": []}, {"purpose": ""}, {"explanation": "略"}, {"columns": ["nosuch"]}, {"purpose": "nosuch"}]
)
def test_what_is_not_said_is_asked_for(world: SmallWorld, officer: Person, wrong: dict[str, object]) -> None:
    a_child(officer, world)
    assert asked(officer.client, **wrong).status_code == 422
    assert not ExportRequest.objects.exists()


def test_columns_that_a_role_may_not_see_are_not_offered(world: SmallWorld) -> None:
    township = person(Role.TOWNSHIP_OFFICER, world.townships[0])
    assert 'value="hardship"' in township.client.get(address("ask", "children")).content.decode()
    assert township.client.get(address("ask", "nosuch")).status_code == 404


def test_the_register_names_no_child_and_is_open_to_the_auditor(world: SmallWorld, officer: Person) -> None:
    a_child(officer, world)
    request = built(an_export(officer, columns=MASKED, q="欧阳娜"))
    auditor = person(Role.AUDITOR, world.district)
    for path in (address("index"), address("detail", request.pk)):
        text = auditor.client.get(path).content.decode()
        assert str(request.number) in text
        assert "欧阳" not in text
    for name in ("take", "decide", "destroyed"):
        assert auditor.client.get(address(name, request.pk)).status_code == 404


def test_another_ones_request_is_as_if_absent(world: SmallWorld, officer: Person) -> None:
    from uuid import uuid4

    a_child(officer, world)
    request = built(an_export(officer, columns=MASKED))
    other = person(Role.SCHOOL_OFFICER, world.schools[1])
    for name in ("detail", "take", "destroyed"):
        for key in (request.pk, uuid4()):
            assert other.client.get(address(name, key)).status_code == 404
    assert other.client.post(address("build", request.pk)).status_code == 404
    assert str(request.number) not in other.client.get(address("index")).content.decode().partition("<tbody")[2]


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.VILLAGE_SURVEYOR, Role.HOME_TEACHER, Role.SYSTEM_ADMIN])
def test_who_may_not_export_finds_no_page(world: SmallWorld, role: Role) -> None:
    places = {Role.VILLAGE_SURVEYOR: world.villages[0], Role.SYSTEM_ADMIN: world.district}
    reader = person(role, places.get(role, world.schools[0]))
    for path in (address("index"), address("ask", "children"), address("waiting")):
        assert reader.client.get(path).status_code == 404
