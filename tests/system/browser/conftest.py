"""A real browser for the journeys: each visitor has a window of their own and remembers what should never happen.

    def test_something(visitor, live_server):
        clerk = visitor()
        clerk.go("/accounts/login/")

When the test ends, it fails if a page asked another machine, logged an error, or broke the content security policy.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = {"wide": (1440, 900), "tablet": (768, 1024), "phone": (360, 760)}
PHONE = "Mozilla/5.0 (Linux; Android 10; HMA-AL00) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36"
Visitors = Callable[..., "Visitor"]


@dataclass
class Visitor:
    """Somebody at a screen."""

    page: Page
    home: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the house."""
        self.page.goto(self.home + path)
        return self.page

    def fill(self, **fields: str) -> None:
        """Type into fields by their names in the form."""
        for name, text in fields.items():
            self.page.locator(f'[name="{name}"]').last.fill(text)

    def press(self, words: str) -> None:
        """Press the button that says so."""
        self.page.get_by_role("button", name=words, exact=True).click()

    def sign_in(self, username: str, password: str) -> None:
        """Type user name and password on the page for it."""
        self.go("/accounts/login/")
        self.fill(login=username, password=password)
        self.press("登录")

    def security_key(self) -> CDPSession:
        """Plug in a security key that answers by itself."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "usb",
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return session

    def barriers(self) -> list[str]:
        """What axe finds on the page as it is now. It runs from a script of the test, outside the page's policy."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
        run = f"axe.run(document, {{runOnly: {json.dumps(TAGS)}}}).then(r => JSON.stringify(r.violations))"
        found = session.send("Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True})
        violations: list[dict[str, Any]] = json.loads(found["result"]["value"])
        return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in violations]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver runs a loop of its own in this thread
        driver: Playwright
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            yield browser
            browser.close()


@pytest.fixture
def visitor(chromium: Browser, live_server: Any) -> Iterator[Visitors]:
    """Make visitors: `visitor()`, `visitor("phone")`, `visitor(script=False)`."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def arrive(width: str = "wide", *, script: bool = True, **more: Any) -> Visitor:
        size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
        agent = {"user_agent": PHONE} if width == "phone" else {}
        context = chromium.new_context(viewport=size, locale="zh-CN", java_script_enabled=script, **{**agent, **more})
        contexts.append(context)
        someone = Visitor(context.new_page(), live_server.url)
        visitors.append(someone)
        _watch(someone)
        return someone

    yield arrive
    for context in contexts:
        context.close()
    assert [line for each in visitors for line in each.wrong] == []


def _watch(someone: Visitor) -> None:
    def asked(url: str) -> None:
        if not url.startswith((someone.home, "data:", "blob:")):
            someone.wrong.append(f"request to {url}")

    someone.page.on("request", lambda request: asked(request.url))
    someone.page.on("console", lambda message: message.type == "error" and someone.wrong.append(message.text))
    someone.page.on("pageerror", lambda error: someone.wrong.append(str(error)))
