"""Every component in every state, in a real browser: readable by everybody, from this machine only, without a breach of
the content security policy, in light and dark, on a wide screen, a tablet and a phone, with and without script."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.factories.listing_pages import submissions
from tests.factories.people import person, small_world

from notoneless.accounts.roles import Role
from notoneless.ui.models import Submission
from notoneless.web.views.gallery import PARTS

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"wide": (1440, 900), "tablet": (768, 1024), "phone": (360, 760)}
ADDRESSES = ["/", "/gallery/", "/gallery/question/?typed=1", "/listing/?q=1&kind=five"]
ADDRESSES += [f"/gallery/{part}/" for part in PARTS] + ["/gallery/error/404/", "/gallery/error/500/"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("house")]


@dataclass
class Watch:
    """A browser that remembers what it should never see."""

    context: BrowserContext
    home: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """A page whose requests, messages and breaches are noted."""
        page = self.context.new_page()
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.goto(self.home + path)
        return page

    def _said(self, message: ConsoleMessage) -> None:
        """A form that came back with errors (422) is no fault of the page."""
        if message.type == "error" and "status of 422" not in message.text:
            self.wrong.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:")):
            self.wrong.append(f"request to {url}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver runs a loop of its own in this thread
        driver: Playwright
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            yield browser
            browser.close()


@pytest.fixture
def house(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.factories.listing_pages"
    settings.BUREAU_NAME = "示范区教育局"


@pytest.fixture
def watch(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., Watch]]:
    made: list[Watch] = []
    clerk = person(Role.BUREAU_OFFICER, small_world().district)

    def start(width: str = "wide", **more: Any) -> Watch:
        size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
        context = chromium.new_context(viewport=size, locale="zh-CN", **more)
        context.add_cookies(
            [{"name": c.key, "value": c.value, "url": live_server.url} for c in clerk.client.cookies.values()]
        )
        made.append(Watch(context, live_server.url))
        return made[-1]

    yield start
    for each in made:
        each.context.close()
        assert each.wrong == []


def _breaches(page: Page, *rules: str) -> list[str]:
    """What axe finds, in a line each. The name over the page lets light and clicks through, which axe cannot see."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("document.querySelector('.watermark')?.remove()")
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(only)}}})")
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_read_and_use_it(watch: Callable[..., Watch], width: str, scheme: str) -> None:
    submissions(60)
    browser = watch(width, color_scheme=scheme)
    found = {}
    for address in ADDRESSES:
        page = browser.open(address)
        breaches = _breaches(page, *(["color-contrast"] if scheme == "dark" else []))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            breaches.append("the page is wider than the window")
        if breaches:
            found[address] = breaches
        page.close()
    assert found == {}


def test_a_fault_of_a_page_would_be_found(watch: Callable[..., Watch]) -> None:
    """A picture without words, a faint sentence, a request elsewhere and a script in the page."""
    browser = watch()
    page = browser.open("/gallery/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=/x><p class=faint>一句很淡的话</p>'")
    page.evaluate("document.querySelector('.faint').style.color = '#ccc'")
    assert {line.split(":")[0] for line in _breaches(page)} >= {"image-alt", "color-contrast"}
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://192.0.2.1/x.png'}))")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in line for line in browser.wrong)
    browser.wrong.clear()


def test_a_list_follows_what_is_typed_and_keeps_it_in_the_address(watch: Callable[..., Watch]) -> None:
    submissions(60)
    page = watch().open("/listing/")
    expect(page.locator("[data-count]")).to_have_text("共 60 条")
    page.get_by_label("查找", exact=True).fill("000001")
    expect(page.locator("[data-count]")).to_have_text("共 11 条")
    assert "q=000001" in page.url
    page.get_by_label("类别").select_option("zero")
    expect(page.locator("[data-count]")).to_have_text("共 1 条")
    expect(page.locator("[data-announce]")).to_have_text("共 1 条")
    assert page.get_by_label("查找", exact=True).input_value() == "000001"
    page.get_by_role("link", name="去掉条件 类别：末位是 0").click()
    expect(page.locator("[data-count]")).to_have_text("共 11 条")
    page.get_by_role("link", name="时间").click()
    expect(page.get_by_role("columnheader", name="时间")).to_have_attribute("aria-sort", "ascending")
    assert "sort=sent" in page.url
    page.reload()
    expect(page.locator("[data-count]")).to_have_text("共 11 条")


def test_rows_are_chosen_previewed_and_changed(watch: Callable[..., Watch]) -> None:
    submissions(60)
    page = watch().open("/listing/")
    page.get_by_label("选择第 2 行").check()
    page.get_by_label("选择第 5 行").click(modifiers=["Shift"])
    expect(page.locator("[data-chosen]")).to_have_text("已选 4 行")
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_text("这 4 条会被删除。")).to_be_visible()
    page.get_by_label(re.compile("不能撤销")).fill("删除")
    page.get_by_role("button", name="删除 4 条").dblclick()
    expect(page.get_by_text("已删除 4 条。")).to_be_visible()
    expect(page.get_by_role("button", name="撤销")).to_be_visible()
    assert Submission.objects.filter(address__startswith="/0").count() == 56


def test_a_question_is_asked_in_a_dialog_or_on_a_page(watch: Callable[..., Watch]) -> None:
    page = watch().open("/gallery/actions/")
    page.get_by_role("link", name="能撤销的事", exact=True).click()
    expect(page.get_by_role("dialog", name="注销这 3 个账号？")).to_be_visible()
    assert _breaches(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="不能撤销的事").click()
    page.get_by_label(re.compile("不能撤销。请输入")).fill("注消")
    page.get_by_role("button", name="注销账号").click()
    expect(page.get_by_text("请照原样输入")).to_be_visible()
    page.get_by_label(re.compile("不能撤销。请输入")).fill("注销")
    page.get_by_role("button", name="注销账号").click()
    expect(page.get_by_text("已注销 3 个账号。")).to_be_visible()


def test_everything_works_without_script(watch: Callable[..., Watch]) -> None:
    submissions(60)
    page = watch("phone", java_script_enabled=False).open("/listing/")
    page.get_by_label("查找", exact=True).fill("000001")
    page.get_by_role("button", name="查询").click()
    expect(page.locator("[data-count]")).to_have_text("共 11 条")
    page.get_by_label("选择第 1 行").check()
    page.get_by_role("button", name="删除").click()
    page.get_by_label(re.compile("不能撤销")).fill("删除")
    page.get_by_role("button", name="删除 1 条").click()
    expect(page.get_by_text("已删除 1 条。")).to_be_visible()
    page.goto(page.url.split("/listing")[0] + "/gallery/actions/")
    page.get_by_role("link", name="能撤销的事", exact=True).click()
    expect(page.get_by_role("heading", name="注销这 3 个账号？")).to_be_visible()


def test_light_or_dark_is_chosen_and_stays(watch: Callable[..., Watch]) -> None:
    page = watch(color_scheme="light").open("/gallery/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".header-look summary").click()
    page.get_by_role("button", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_a_form_with_errors_leads_to_its_fields(watch: Callable[..., Watch]) -> None:
    page = watch().open("/gallery/forms-wrong/")
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name="同行教师数不能大于 9").click()
    expect(page.get_by_label("同行教师数")).to_be_focused()
    assert page.get_by_label("家访日期").input_value() == "三月五日"


def test_a_file_is_given_by_its_field_and_named(watch: Callable[..., Watch], tmp_path: Path) -> None:
    page = watch().open("/gallery/forms/")
    page.get_by_label("佐证").set_input_files({"name": "家访.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 2048})
    expect(page.locator(".drop-name")).to_have_text("家访.jpg（2 KB）")


def test_the_name_of_the_reader_lies_over_the_page_and_stops_no_click(watch: Callable[..., Watch]) -> None:
    page = watch().open("/listing/")
    words = page.locator(".watermark text").first.text_content() or ""
    assert re.fullmatch(r"测试人\d+ u\d{6} \d{4}-\d\d-\d\d \d\d:\d\d", words)
    assert page.evaluate("document.elementFromPoint(700, 400).closest('.watermark')") is None


def test_nothing_of_a_page_stays_in_the_browser(watch: Callable[..., Watch]) -> None:
    """htmx would keep whole pages for the way back; they may hold children."""
    submissions(60)
    browser = watch()
    page = browser.open("/listing/")
    page.get_by_role("link", name="时间").click()
    expect(page.get_by_role("columnheader", name="时间")).to_have_attribute("aria-sort", "ascending")
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert json.loads(kept) == [{}, {"htmx-current-path-for-history": "/listing/?sort=sent"}]
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text("共 60 条")
    expect(page.locator("html")).to_have_count(1)
    expect(page.locator(".header")).to_be_visible()


def test_on_paper_there_is_only_the_list_with_its_head_on_each_page(watch: Callable[..., Watch]) -> None:
    submissions(60)
    page = watch().open("/listing/?size=100")
    page.emulate_media(media="print")
    for part in (".header", ".side", ".bottom", ".query", ".toolbar-tools", ".results-foot"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("thead").first).to_have_css("display", "table-header-group")
    expect(page.locator(".watermark")).to_be_visible()
