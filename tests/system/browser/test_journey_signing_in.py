"""Signing in, in a real browser: from the slip to the work, with an app, with a security key, from two devices."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.factories.people import post_of, small_world
from tests.factories.sign_in import GOOD, OTHER, account, code_for, totp, with_totp

from notoneless.accounts.models import User
from notoneless.accounts.roles import Role
from notoneless.accounts.services.activation import reset_password
from notoneless.audit.actors import SYSTEM

Visitors = Any
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_page_first(settings) -> None:  # type: ignore[no-untyped-def]
    settings.LOGIN_REDIRECT_URL = "accounts_own"


def principal(password: str = "") -> User:
    user = account(password=password)
    post_of(user, Role.PRINCIPAL, small_world().schools[0])
    return user


def on_own_page(visitor: Any) -> None:
    expect(visitor.page.get_by_role("heading", name="我的账号")).to_be_visible()


@pytest.mark.parametrize("width", ["wide", "phone"])
@pytest.mark.parametrize("script", [True, False])
def test_first_sign_in_with_a_slip_and_an_authenticator_app(visitor: Visitors, width: str, script: bool) -> None:
    code = code_for(principal())
    head = visitor(width, script=script)
    head.go("/accounts/login/")
    head.page.get_by_role("link", name="用启用码开通").click()
    head.fill(username="zhangwei", code=code, password1=GOOD, password2=GOOD)
    head.press("开通账号")
    expect(head.page.get_by_role("heading", name="设置第二种登录方式")).to_be_visible()
    head.page.get_by_role("link", name="用手机", exact=True).click()
    expect(head.page.get_by_alt_text(re.compile("二维码"))).to_be_visible()
    secret = head.page.locator("code.secret").inner_text()
    head.fill(code=totp(secret))
    head.press("启用")
    codes = head.page.locator("#recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    head.page.get_by_role("link", name="我已经存好").click()
    on_own_page(head)
    again = visitor(width, script=script)
    again.sign_in("zhangwei", GOOD)
    again.fill(code=codes[0])
    again.press("登录")
    on_own_page(again)


def test_a_security_key_is_added_and_opens_the_house(visitor: Visitors) -> None:
    principal(GOOD)
    head = visitor()
    key = head.security_key()
    head.sign_in("zhangwei", GOOD)
    head.page.get_by_role("link", name="用安全密钥或指纹").click()
    head.fill(name="办公室的安全密钥")
    head.press("开始添加")
    expect(head.page.get_by_role("heading", name="备用码", exact=True)).to_be_visible()
    head.page.get_by_role("link", name="我已经存好").click()
    expect(head.page.get_by_text("办公室的安全密钥")).to_be_visible()
    head.page.context.clear_cookies()
    head.sign_in("zhangwei", GOOD)
    head.press("用安全密钥或指纹登录")
    on_own_page(head)
    key.detach()


def test_another_key_is_refused_in_words_and_a_recovery_code_still_works(visitor: Visitors) -> None:
    principal(GOOD)
    head = visitor()
    key = head.security_key()
    head.sign_in("zhangwei", GOOD)
    head.page.get_by_role("link", name="用安全密钥或指纹").click()
    head.press("开始添加")
    code = head.page.locator("#recovery-codes code").first.inner_text()
    key.send("WebAuthn.disable")
    head.security_key()
    head.page.context.clear_cookies()
    head.sign_in("zhangwei", GOOD)
    head.press("用安全密钥或指纹登录")
    expect(head.page.locator("#key-problem")).to_contain_text("再试一次")
    head.fill(code=code)
    head.press("登录")
    on_own_page(head)


def test_who_has_no_key_is_not_asked_for_one(visitor: Visitors) -> None:
    with_totp(principal(GOOD))
    head = visitor()
    head.sign_in("zhangwei", GOOD)
    expect(head.page.get_by_role("heading", name="第二步验证")).to_be_visible()
    expect(head.page.get_by_text("安全密钥")).to_have_count(0)


def test_two_devices_see_each_other_and_one_ends_the_other(visitor: Visitors) -> None:
    account()
    computer, phone = visitor(), visitor("phone")
    computer.sign_in("zhangwei", GOOD)
    on_own_page(computer)
    phone.sign_in("zhangwei", GOOD)
    on_own_page(phone)
    computer.page.reload()
    expect(computer.page.get_by_text("您的账号刚在另一台设备上登录：手机")).to_be_visible()
    computer.press("结束")
    expect(computer.page.get_by_text("已结束那台设备上的登录")).to_be_visible()
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="登录")).to_be_visible()
    expect(phone.page.get_by_text("已在“我的账号”里结束")).to_be_visible()


def test_a_forgotten_password_is_renewed_with_a_slip_and_the_second_factor_stays(visitor: Visitors) -> None:
    user = principal(GOOD)
    with_totp(user)
    slip = reset_password(user=user, by=SYSTEM, now=timezone.now(), reason="忘了口令")
    head = visitor()
    head.go("/account/activate/")
    head.fill(username="zhangwei", code=slip.code, password1=OTHER, password2=OTHER)
    head.press("开通账号")
    head.fill(code=totp())
    head.press("登录")
    on_own_page(head)


PAGES_OUTSIDE = ["/accounts/login/", "/account/activate/", "/accounts/inactive/"]
PAGES_INSIDE = [
    "/account/",
    "/account/second-factor/",
    "/accounts/password/change/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/logout/",
]


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_the_pages_are_readable_by_everybody(visitor: Visitors, width: str) -> None:
    account()
    someone = visitor(width)
    found = {path: someone.barriers() for path in PAGES_OUTSIDE if someone.go(path)}
    someone.sign_in("zhangwei", GOOD)
    on_own_page(someone)
    found |= {path: someone.barriers() for path in PAGES_INSIDE if someone.go(path)}
    assert {path: barriers for path, barriers in found.items() if barriers} == {}
