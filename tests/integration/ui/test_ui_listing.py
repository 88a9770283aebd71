"""The one list: what the address asks for, page by page, without counting or skipping what is not asked for."""

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings
from tests.factories.listing_pages import FIRST, LISTING, submissions
from tests.factories.people import person, small_world, user

from notoneless.accounts.models import User
from notoneless.accounts.roles import Role
from notoneless.ui.listing import Column, Listing, ListPage, YesNo
from notoneless.ui.listing.seeking import beside, order_of, ordered
from notoneless.ui.models import Submission

pytestmark = pytest.mark.django_db
MOST_QUERIES = 6


def _page(query: str = "", **cookies: str) -> ListPage:
    request = RequestFactory().get(f"/listing/?{query}")
    request.COOKIES.update(cookies)
    return LISTING.page(request, Submission.objects.all())


def _addresses(page: ListPage) -> list[str]:
    return [row.name and re.sub(r"<[^>]+>", "", row.cells[0]) for row in page.rows]


def _numbers(page: ListPage) -> list[int]:
    return [int(address[1:]) for address in _addresses(page)]


@pytest.fixture
def browser(settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.factories.listing_pages"
    return person(Role.BUREAU_OFFICER, small_world().district).client


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", list(range(50))),
        ("page=2", list(range(50, 100))),
        ("page=3", list(range(100, 120))),
        ("page=99", list(range(100, 120))),
        ("size=20&page=2", list(range(20, 40))),
        ("size=7", list(range(50))),
        ("sort=address&size=20", list(range(20))),
        ("sort=-address&size=20", list(range(119, 99, -1))),
        ("sort=-sent&size=20", list(range(119, 99, -1))),
        ("sort=token&size=20", list(range(20))),
        ("q=000001", [1, *range(10, 20)]),
        ("q=%00+000001++", [1, *range(10, 20)]),
        ("kind=zero", list(range(0, 120, 10))),
        ("kind=five&q=11", [115]),
        ("kind=nonsense&size=20", list(range(20))),
        ("sent_from=2026-09-02&sent_to=2026-09-02", list(range(16, 40))),
        ("sent_to=2026-09-01", list(range(16))),
        ("sent_from=tomorrow&size=20", list(range(20))),
        ("page=-1&at=x&after=nobody&size=20", list(range(20))),
    ],
)
def test_the_address_says_which_rows(query: str, expected: list[int]) -> None:
    submissions(120)
    assert _numbers(_page(query)) == expected


def test_rows_are_numbered_through_the_whole_list() -> None:
    submissions(120)
    assert [row.number for row in _page("page=2").rows] == list(range(51, 101))
    assert _page("page=2").span_words == "第 51–100 条"
    assert _page().total_words == "共 120 条"


def _walk(page: ListPage, way: str) -> list[ListPage]:
    pages = [page]
    while address := getattr(pages[-1], way):
        pages.append(_page(address[1:]))
    return pages


def test_pages_beyond_the_counted_are_reached_from_row_to_row_and_back() -> None:
    submissions(10_450)
    pages = _walk(_page("size=200&page=49"), "on")
    assert [n for page in pages for n in _numbers(page)] == list(range(9_600, 10_450))
    assert "after=" in pages[1].on
    assert "/00" not in pages[1].on, "no value of a row stands in an address"
    assert [row.number for row in pages[-1].rows] == list(range(10_401, 10_451))
    back = _walk(pages[-1], "back")
    assert [n for page in back[::-1] for n in _numbers(page)] == list(range(10_450))
    assert pages[0].total_words == "超过 10,000 条"


def test_a_row_that_is_gone_leads_to_the_first_page_and_says_so() -> None:
    submissions(60)
    page = _page(f"after={FIRST:%Y}&size=20")
    assert page.lost
    assert _numbers(page) == list(range(20))


def test_a_page_costs_few_queries_however_long_the_list(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    submissions(10_450)
    far = _page("size=200&page=50").on[1:]
    for query in ("", "page=150", "q=55&kind=five&sort=-sent", far):
        with django_assert_max_num_queries(MOST_QUERIES):
            _page(query)


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("before", [False, True])
def test_rows_beside_a_row_with_nothing_in_the_sorted_field(down: bool, before: bool) -> None:
    """By when people were last seen; those never seen come last, and from either side the order is the same."""
    for number in range(6):
        seen = None if number % 2 else FIRST + timedelta(days=number // 4)
        User.objects.filter(pk=user().pk).update(last_seen_at=seen, name="x")
    rows = User.objects.filter(name="x")
    order = order_of(rows, ["last_seen_at"], down=down)
    whole = [row.pk for row in ordered(rows, order)]
    assert [row.last_seen_at is None for row in ordered(rows, order)] == [False] * 3 + [True] * 3
    for place, key in enumerate(whole):
        near = beside(rows, order, str(key), before=before)
        assert near is not None
        assert [row.pk for row in near] == (whole[:place][::-1] if before else whole[place + 1 :])


def test_conditions_are_said_in_words_and_each_can_be_lifted() -> None:
    submissions(120)
    page = _page("q=11&kind=five&sent_from=2026-09-02&sort=-sent&size=20")
    assert [chip.words for chip in page.chips] == ["“11”", "类别：末位是 5", "时间：2026-09-02 起"]
    assert page.chips[1].href == "?q=11&sent_from=2026-09-02&sort=-sent&size=20"
    assert page.headers[1].sorted == "descending"
    assert page.headers[1].href.endswith("sort=sent&size=20")


def test_columns_are_those_chosen_and_always_the_fixed_one() -> None:
    submissions(1)
    assert [head.words for head in _page().headers] == ["地址", "时间"]
    assert [head.words for head in _page(**{"columns-submissions": "token"}).headers] == ["地址", "令牌"]
    assert [head.words for head in _page(**{"columns-submissions": "nonsense"}).headers] == ["地址", "时间"]


def test_the_choice_of_columns_is_kept_in_the_browser(browser: Client) -> None:
    submissions(1)
    answer = browser.post("/listing/?q=0", {"act": "columns", "columns": ["token", "nonsense"]})
    assert answer["Location"] == "/listing/?q=0"
    assert "令牌</th>" in browser.get("/listing/").content.decode()
    browser.post("/listing/", {"act": "columns-reset"})
    assert "令牌</th>" not in browser.get("/listing/").content.decode()


def test_what_a_cell_holds_is_escaped(browser: Client) -> None:
    Submission.objects.create(token="00000000-0000-0000-0000-000000000001", address="<b>&", sent_at=FIRST)
    page = browser.get("/listing/").content.decode()
    assert "&lt;b&gt;&amp;" in page
    assert "<b>&" not in page


def test_a_live_list_gets_only_its_rows_and_is_never_kept(browser: Client) -> None:
    submissions(3)
    whole = browser.get("/listing/")
    live = browser.get("/listing/?q=2", headers={"HX-Request": "true", "HX-Target": "submissions-results"})
    assert "<html" in whole.content.decode()
    assert live.content.decode().lstrip().startswith("<section")
    assert "/0000002" in live.content.decode()
    assert "/0000001" not in live.content.decode()
    assert {"HX-Request", "HX-Target"} <= set(live["Vary"].split(", "))
    assert live["Cache-Control"] == "no-store"


def test_an_export_is_of_exactly_what_is_shown(browser: Client) -> None:
    submissions(30)
    browser.post("/listing/", {"act": "columns", "columns": ["token"]})
    given = browser.post("/listing/?kind=zero&sort=-address", {"act": "export"}).content.decode()
    assert given == "address+token|类别：末位是 0|?kind=zero&sort=-address|/0000020,/0000010,/0000000"


def test_a_filter_may_not_take_a_name_of_the_list() -> None:
    column: Column[Submission] = Column("address", "地址", lambda row: row.address)
    with pytest.raises(ValueError, match="sort"):
        Listing(name="x", title="x", columns=(column,), order=("address",), filters=(YesNo("sort", "x", "x"),))
