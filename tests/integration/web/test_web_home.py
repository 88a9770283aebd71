"""The home page is a work list; empty is a good sign and says so."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from tests.factories.people import person, small_world, user

from notoneless.accounts.roles import Role
from notoneless.ui.worklist import When, WorkItem
from notoneless.web import worklist

TODAY = date(2026, 9, 3)


def _items(request: HttpRequest, today: date) -> Iterator[WorkItem]:
    yield WorkItem(When.TODAY, "乙", "/b/", 2, due_on=today)
    yield WorkItem(When.OVERDUE, "甲", "/a/", 3, due_on=date(2026, 9, 1))
    yield WorkItem(When.OVERDUE, "先到期的", "/c/", 1, due_on=date(2026, 8, 31))


def test_the_parts_come_in_order_and_the_most_pressing_first() -> None:
    parts = worklist.worklist(RequestFactory().get("/"), TODAY, [_items])
    assert [(part.words, part.count, [item.words for item in part.items]) for part in parts] == [
        ("已逾期", 4, ["先到期的", "甲"]),
        ("今日要办", 2, ["乙"]),
        ("等待他人", 0, []),
    ]


@pytest.mark.django_db
def test_nothing_to_do_is_said_as_good_news() -> None:
    page = person(Role.CLASS_TEACHER, small_world().classes[0]).client.get("/").content.decode()
    assert "现在没有要办的事" in page


@pytest.mark.django_db
def test_work_is_listed_with_its_number_and_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "SOURCES", (_items,))
    page = person(Role.CLASS_TEACHER, small_world().classes[0]).client.get("/").content.decode()
    assert "2026年9月1日到期" in page
    assert 'href="/a/"' in page
    assert "没有在等别人的事。" in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_home_and_only_links_that_open(role: Role) -> None:
    world = small_world()
    where = {Role.VILLAGE_SURVEYOR: world.villages[0], Role.TOWNSHIP_OFFICER: world.townships[0]}
    at_school = {Role.PRINCIPAL, Role.SCHOOL_OFFICER, Role.HOME_TEACHER}
    place = world.schools[0] if role in at_school else where.get(role, world.district)
    who = person(role, world.classes[0] if role is Role.CLASS_TEACHER else place)
    page = who.client.get("/").content.decode()
    side = page[page.index('class="side"') : page.index("<main")]
    links = {part.split('"')[0] for part in side.split('<a href="')[1:]}
    assert "/" in links
    assert {link: who.client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.django_db
def test_somebody_without_a_post_is_told_whom_to_ask() -> None:
    browser = Client()
    browser.force_login(user(), backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.get("/")
    assert "您现在没有岗位" in answer.content.decode() or answer.status_code == 302


@pytest.mark.django_db
def test_who_is_not_signed_in_is_shown_the_way() -> None:
    assert Client().get("/").status_code == 302
