"""What surrounds every page: navigation without dead links, light and dark, the posts of a person."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.people import person, post_of, small_world

from notoneless.accounts.roles import Role
from notoneless.web.navigation import ENTRIES, SEARCH, address, navigation

pytestmark = pytest.mark.django_db


def test_every_entry_leads_somewhere_for_somebody() -> None:
    nowhere = {entry.url for entry in ENTRIES if not any(address(entry.url, role) for role in Role)}
    assert nowhere == {"demo_report"}, "which only a demonstration has"
    assert address(SEARCH, Role.BUREAU_OFFICER)


def test_none_of_the_three_admins_is_led_to_children() -> None:
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR, None):
        assert address(SEARCH, role) == ""


def test_the_entry_of_a_page_is_marked_the_nearest_one_only() -> None:
    path = reverse("places:schools")
    steps = [step for group in navigation(Role.BUREAU_OFFICER, f"{path}abc/") for step in group.steps]
    assert [step.words for step in steps if step.now] == ["学校"]


@pytest.mark.parametrize(
    ("sent", "theme", "goes"),
    [
        ({"theme": "dark", "next": "/gallery/"}, "dark", "/gallery/"),
        ({"theme": "light", "next": "//elsewhere.example/"}, "light", "/"),
        ({"theme": "light", "next": "https://elsewhere.example/"}, "light", "/"),
        ({"theme": "nonsense", "next": "/gallery/"}, None, "/gallery/"),
    ],
)
def test_the_theme_is_kept_and_leads_nowhere_else(sent: dict[str, str], theme: str | None, goes: str) -> None:
    answer = Client().post("/theme/", sent)
    assert answer["Location"] == goes
    assert (answer.cookies["theme"].value if "theme" in answer.cookies else None) == theme


def test_a_page_is_drawn_in_the_theme_of_its_cookie() -> None:
    browser = person(Role.BUREAU_OFFICER, small_world().district).client
    browser.cookies["theme"] = "dark"
    assert '<html lang="zh-CN" data-theme="dark">' in browser.get("/").content.decode()


def test_a_post_of_ones_own_can_be_chosen_and_no_other() -> None:
    world = small_world()
    teacher = person(Role.CLASS_TEACHER, world.classes[0])
    second = post_of(teacher.user, Role.SCHOOL_OFFICER, world.schools[0])
    foreign = person(Role.PRINCIPAL, world.schools[1]).post
    teacher.client.post("/post/", {"post": str(second.pk)})
    assert "学校" in _header(teacher.client)
    before = _header(teacher.client)
    teacher.client.post("/post/", {"post": str(foreign.pk)})
    assert _header(teacher.client) == before


def _header(browser: Client) -> str:
    page = browser.get("/").content.decode()
    return page[page.index("header-post") :][:400]


def test_the_name_of_the_reader_lies_over_the_page() -> None:
    reader = person(Role.BUREAU_OFFICER, small_world().district)
    page = reader.client.get("/").content.decode()
    assert f"{reader.user.name} {reader.user.username} 20" in page
    assert "style=" not in page


def test_a_missing_page_says_so_in_chinese_and_keeps_the_way_back() -> None:
    answer = person(Role.BUREAU_OFFICER, small_world().district).client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


def test_a_form_that_is_too_old_is_refused_with_advice() -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "您填写的内容没有丢" in answer.content.decode()
