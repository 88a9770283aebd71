"""A school's teachers get their accounts: workbook, preview, slips, posts asked for by another, first sign-in."""

import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from playwright.sync_api import expect
from tests.factories.people import SmallWorld, post_of, small_world
from tests.factories.sign_in import GOOD, account, totp, with_totp

from notoneless.accounts.models import Post, User
from notoneless.accounts.roles import Role

Visitors = Any
pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [
    ["姓名", "手机", "岗位", "单位", "班级"],
    ["李芳", "13812340001", "班主任", "测试乡1小学", "一年级1班"],
    ["王强", "13812340002", "校长", "测试乡2小学", ""],
    ["赵敏", "1381", "门卫", "测试乡1小学", ""],
]


@pytest.fixture(autouse=True)
def _own_page_first(settings) -> None:  # type: ignore[no-untyped-def]
    settings.LOGIN_REDIRECT_URL = "accounts_own"


def workbook(folder: Path) -> Path:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("人员")
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
    book.close()
    path = folder / "教师.xlsx"
    path.write_bytes(out.getvalue())
    return path


def administrator(username: str, role: Role, world: SmallWorld) -> User:
    user = account(username, "管理员")
    post_of(user, role, world.district)
    with_totp(user)
    return user


def come_in(visitor: Visitors, username: str, width: str = "wide") -> Any:
    someone = visitor(width)
    someone.sign_in(username, GOOD)
    someone.fill(code=totp())
    someone.press("登录")
    expect(someone.page.get_by_role("heading", name="我的账号")).to_be_visible()
    return someone


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_teachers_get_their_accounts(visitor: Visitors, tmp_path: Path, width: str) -> None:
    world = small_world()
    administrator("sysadmin1", Role.SYSTEM_ADMIN, world)
    administrator("secadmin1", Role.SECURITY_ADMIN, world)
    system = come_in(visitor, "sysadmin1", width)
    system.go("/account/imports/upload/")
    system.page.locator("input[type=file]").set_input_files(workbook(tmp_path))
    system.press("预览")
    expect(system.page.get_by_text("可以开 2 行")).to_be_visible()
    expect(system.page.get_by_text("没有“门卫”这个岗位")).to_be_visible()
    assert system.barriers() == []
    system.press("开 2 行的账号")
    expect(system.page.get_by_role("button", name="打印 2 张启用条")).to_be_visible()
    where = system.page.url
    system.press("打印 2 张启用条")
    slip = system.page.locator(".slip", has_text="李芳")
    username, code = slip.locator(".slip-big").all_inner_texts()
    assert system.barriers() == []
    security = come_in(visitor, "secadmin1", width)
    security.page.goto(where)
    security.press("为这些账号申请岗位")
    expect(security.page.get_by_text("已申请，等待批准")).to_have_count(2)
    assert Post.objects.filter(user__username=username, state="requested").count() == 1
    teacher = visitor("phone")
    teacher.go("/account/activate/")
    teacher.fill(username=username, code=code.lower(), password1=GOOD, password2=GOOD)
    teacher.press("开通账号")
    expect(teacher.page.get_by_role("heading", name="我的账号")).to_be_visible()
