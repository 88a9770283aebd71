"""A bulk action: chosen, previewed, confirmed, done once, and never on rows that the list does not hold."""

import re
import uuid

import pytest
from django.test import Client
from pytest_django import Settings
from tests.factories.listing_pages import submissions
from tests.factories.people import person, small_world

from notoneless.accounts.roles import Role
from notoneless.ui.models import Submission

pytestmark = pytest.mark.django_db
PICKED = [str(uuid.UUID(int=n)) for n in (1, 2, 3)]


@pytest.fixture
def browser(settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.factories.listing_pages"
    return person(Role.BUREAU_OFFICER, small_world().district).client


def _fields(page: str) -> dict[str, list[str]]:
    """The hidden fields of the preview, as a browser would send them back."""
    form = page[page.index('class="form bulk') :]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def _preview(browser: Client, query: str = "", **sent: object) -> dict[str, list[str]]:
    return _fields(browser.post(f"/listing/{query}", sent).content.decode())


def _rows() -> int:
    return Submission.objects.filter(address__startswith="/0").count()


def test_the_preview_says_what_will_happen_and_does_nothing(browser: Client) -> None:
    submissions(20)
    page = browser.post("/listing/", {"act": "remove", "pick": PICKED}).content.decode()
    assert "这 3 条会被删除。" in page
    assert "/0000001" in page
    assert _rows() == 20


def test_confirmed_it_is_done_and_can_be_taken_back(browser: Client) -> None:
    submissions(20)
    sent = _preview(browser, act="remove", pick=PICKED)
    answer = browser.post("/listing/", {**sent, "typed": "删除"}, follow=True)
    assert _rows() == 17
    assert "已删除 3 条。" in answer.content.decode()
    assert "撤销" in answer.content.decode()


def test_sent_twice_it_is_done_once(browser: Client) -> None:
    submissions(20)
    sent = {**_preview(browser, act="move", pick=PICKED), "place": "/a"}
    first, second = (browser.post("/listing/", sent) for _ in range(2))
    assert first["Location"] == second["Location"] == "/listing/"
    assert Submission.objects.filter(address="/a").count() == 3


def test_the_whole_filter_is_the_filter_and_no_more(browser: Client) -> None:
    submissions(200)
    sent = _preview(browser, "?kind=five", act="remove", whole="1")
    assert sent["counted"] == ["20"]
    browser.post("/listing/?kind=five", {**sent, "typed": "删除"})
    assert _rows() == 180
    assert not Submission.objects.filter(address__startswith="/0", address__endswith="5").exists()


def test_a_pick_outside_the_conditions_is_left_out(browser: Client) -> None:
    submissions(20)
    assert _preview(browser, "?q=0000001", act="remove", pick=[*PICKED, "nonsense"])["counted"] == ["1"]


def test_rows_that_changed_meanwhile_are_shown_again(browser: Client) -> None:
    submissions(20)
    sent = _preview(browser, act="remove", pick=PICKED)
    Submission.objects.filter(pk=PICKED[0]).delete()
    answer = browser.post("/listing/", {**sent, "typed": "删除"})
    assert answer.status_code == 422
    assert "原来 3 条，现在 2 条" in answer.content.decode()
    assert _rows() == 19


def test_what_cannot_be_undone_is_typed(browser: Client) -> None:
    submissions(20)
    answer = browser.post("/listing/", {**_preview(browser, act="remove", pick=PICKED), "typed": "册除"})
    assert "请照原样输入“删除”" in answer.content.decode()
    assert _rows() == 20


def test_the_form_of_an_action_is_checked_and_keeps_what_was_typed(browser: Client) -> None:
    submissions(20)
    sent = _preview(browser, act="move", pick=PICKED)
    answer = browser.post("/listing/", {**sent, "place": "/" + "a" * 30})
    assert answer.status_code == 422
    assert "新地址最多 20 个字" in answer.content.decode()
    assert "a" * 30 in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [({"act": "remove"}, "还没有选择"), ({"act": "move", "whole": "1"}, "一次最多处理 100 条")],
)
def test_too_few_or_too_many(browser: Client, sent: dict[str, str], words: str) -> None:
    submissions(120)
    answer = browser.post("/listing/?size=20", sent, follow=True)
    assert answer.redirect_chain == [("/listing/?size=20", 302)]
    assert words in answer.content.decode()


def test_an_action_that_is_not_allowed_is_not_there(browser: Client) -> None:
    submissions(20)
    assert "不许的" not in browser.get("/listing/").content.decode()
    assert browser.post("/listing/", {"act": "hidden", "whole": "1"}).status_code == 302
    assert _rows() == 20
