"""Accounts in bulk: what the preview says of each row, that opening happens once, slips, posts, results."""

import io
import re
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.factories.people import Person, SmallWorld, person, small_world
from tests.factories.sign_in import activate, browser, sign_in, signed_in

from notoneless.accounts.models import AccountImport, Contact, Post, User
from notoneless.accounts.roles import Role
from notoneless.accounts.rules.bulk_rows import columns
from notoneless.audit.models import Event

pytestmark = pytest.mark.django_db
HEADINGS = [row["heading"] for row in columns()]
LI = ["李芳", "13812340001", "班主任", "测试乡1小学", "一年级1班", "", ""]
WANG = ["王 强", "13812340002", "乡镇（街道）干部", "测试乡1", "", "", ""]


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def admin(world: SmallWorld) -> Person:
    return person(Role.SYSTEM_ADMIN, world.district)


@pytest.fixture
def security(world: SmallWorld) -> Person:
    return person(Role.SECURITY_ADMIN, world.district)


def workbook(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("人员")
    for at, row in enumerate([["开账号人员表"], HEADINGS, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
    book.close()
    return out.getvalue()


def upload(admin: Person, rows: list[list[str]], name: str = "人员.xlsx"):  # type: ignore[no-untyped-def]
    file = SimpleUploadedFile(name, workbook(rows))
    return admin.client.post("/account/imports/upload/", {"file": file})


def uploaded(admin: Person, *rows: list[str]) -> AccountImport:
    assert upload(admin, list(rows)).status_code == 302
    return AccountImport.objects.latest("made_at")


def page(who: Person, source: AccountImport) -> str:
    return who.client.get(f"/account/imports/{source.pk}/").content.decode()


def opened(admin: Person, *rows: list[str]) -> AccountImport:
    source = uploaded(admin, *rows)
    admin.client.post(f"/account/imports/{source.pk}/open/")
    source.refresh_from_db()
    return source


def slips(admin: Person, source: AccountImport) -> list[tuple[str, str]]:
    text = admin.client.post(f"/account/imports/{source.pk}/slips/").content.decode()
    found = re.findall(r'slip-big">([^<]+)</dd>.*?slip-code">([^<]+)</dd>', text, re.DOTALL)
    return [(username, code) for username, code in found]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", "13812340001", "班主任", "测试乡1小学", "一年级1班"], "“姓名”没有填"),
        (["李芳", "1381234", "班主任", "测试乡1小学", "一年级1班"], "手机号不是 11 位"),
        (["李芳", "13812340001", "门卫", "测试乡1小学", ""], "没有“门卫”这个岗位"),
        (["李芳", "13812340001", "班主任", "测试乡1小学", ""], "班主任要填班级"),
        (["李芳", "13812340001", "班主任", "测试乡1小学", "六年级9班"], "本学年没有“六年级9班”"),
        (["李芳", "13812340001", "校长", "不存在小学", ""], "没有名为“不存在小学”的学校"),
        (["李芳", "13812340001", "村（社区）网格员", "测试乡1201村", ""], "要写成“乡镇 村”"),
        ([*LI[:5], "", "Li Fang"], "账号要以小写字母开头"),
    ],
)
def test_each_row_says_what_is_wrong_with_it(admin: Person, row: list[str], words: str) -> None:
    shown = page(admin, uploaded(admin, row))
    assert words in shown
    assert "1 行有误" in shown


def test_rows_are_seen_beside_each_other(admin: Person) -> None:
    other_name = ["李小芳", *LI[1:]]
    shown = page(admin, uploaded(admin, LI, other_name))
    assert shown.count("另一行手机相同、姓名不同") == 2
    assert "和另一行完全相同" in page(admin, uploaded(admin, LI, LI))
    first, second = [*LI[:5], "", "same.name"], [*WANG[:5], "", "same.name"]
    assert page(admin, uploaded(admin, first, second)).count("另一个人也写了账号") == 2


def test_places_and_classes_are_found_however_they_are_written(admin: Person, world: SmallWorld) -> None:
    rows = [
        [*LI[:4], "一（1）班"],
        ["王强", "13812340002", "村（社区）网格员", "测试乡1 测试乡1201村", ""],
        ["赵敏", "13812340003", "教育局控辍专干", "教育局", ""],
        ["孙丽", "13812340004", "校长", "测试乡2小学", ""],
    ]
    assert "可以开 4 行" in page(admin, uploaded(admin, *rows))


def test_the_preview_opens_nothing_and_shows_the_phone_masked(admin: Person) -> None:
    before = User.objects.count()
    shown = page(admin, uploaded(admin, LI))
    assert User.objects.count() == before
    assert "李芳" in shown
    assert "13812340001" not in shown
    assert "138****0001" in shown


def test_names_and_phones_lie_sealed(admin: Person) -> None:
    from django.db import connection

    opened(admin, LI)
    with connection.cursor() as cursor:
        for table in ("accounts_accountimport", "accounts_contact"):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from above
            kept = repr([[bytes(c) if isinstance(c, memoryview) else c for c in row] for row in cursor.fetchall()])
            assert "13812340001" not in kept
            assert "李芳" not in kept


def test_opening_twice_opens_once(admin: Person) -> None:
    source = uploaded(admin, LI, WANG)
    before = User.objects.count()
    for _ in range(2):
        assert admin.client.post(f"/account/imports/{source.pk}/open/").status_code == 302
    assert User.objects.count() == before + 2
    assert Event.objects.filter(event="accounts.import_applied").count() == 1


def test_wrong_rows_are_left_out_and_can_be_fetched_to_be_mended(admin: Person) -> None:
    source = opened(admin, LI, [*WANG[:2], "门卫", *WANG[3:]])
    assert not User.objects.filter(name="王 强").exists()
    data = admin.client.get(f"/account/imports/{source.pk}/wrong-rows/").content
    cells = [cell.value for row in load_workbook(io.BytesIO(data)).worksheets[0] for cell in row]
    assert any("没有“门卫”这个岗位" in str(cell) for cell in cells)
    assert "李芳" not in cells


def test_an_opened_account_has_no_password_and_no_right(admin: Person) -> None:
    opened(admin, LI)
    user = User.objects.get(username="lifang")
    assert not user.has_usable_password()
    assert not user.posts.exists()
    assert Contact.objects.get(user=user).phone == "13812340001"


def test_one_person_with_two_posts_gets_one_account(admin: Person, security: Person) -> None:
    source = opened(admin, LI, [*LI[:2], "送教教师", *LI[3:4], ""])
    assert User.objects.filter(name="李芳").count() == 1
    security.client.post(f"/account/imports/{source.pk}/posts/")
    assert sorted(Post.objects.filter(user__username="lifang").values_list("role", flat=True)) == [
        "class_teacher",
        "home_teacher",
    ]


def test_an_account_that_is_there_already_is_known_by_its_phone(admin: Person) -> None:
    opened(admin, LI)
    shown = page(admin, uploaded(admin, [*LI[:2], "送教教师", *LI[3:4], ""]))
    assert "已有账号" in shown
    assert "lifang" in shown
    assert "姓名不同" in page(admin, uploaded(admin, ["李大芳", *LI[1:]]))


def test_two_people_of_one_name_get_two_user_names(admin: Person) -> None:
    opened(admin, LI, [LI[0], "13812340009", "校长", "测试乡2小学", ""])
    assert sorted(User.objects.filter(name="李芳").values_list("username", flat=True)) == ["lifang", "lifang2"]


def test_slips_open_the_accounts_and_a_new_print_makes_the_old_one_worthless(admin: Person) -> None:
    source = opened(admin, LI, WANG)
    first, second = slips(admin, source), slips(admin, source)
    assert [username for username, _ in first] == ["lifang", "wangqiang"]
    client = browser()
    activate(client, *first[0])
    assert not signed_in(client)
    activate(client, *second[0])
    assert signed_in(client)
    assert [username for username, _ in slips(admin, source)] == ["wangqiang"]


def test_twelve_slips_stand_on_a_page(admin: Person) -> None:
    rows = [["李芳", f"1381234{n:04d}", "送教教师", "测试乡1小学", ""] for n in range(13)]
    text = admin.client.post(f"/account/imports/{opened(admin, *rows).pk}/slips/").content.decode()
    assert text.count('class="slip"') == 13
    assert text.count('class="slips-page"') == 2
    for words in ("/account/activate/", "只能用一次", "给自己设一个口令"):
        assert words in text


def test_slips_are_kept_by_no_browser_and_shown_by_no_link(admin: Person) -> None:
    source = opened(admin, LI)
    assert admin.client.get(f"/account/imports/{source.pk}/slips/")["Location"] == f"/account/imports/{source.pk}/"
    answer = admin.client.post(f"/account/imports/{source.pk}/slips/")
    assert "no-store" in answer["Cache-Control"]


def test_posts_are_asked_for_by_the_security_administrator_once_and_give_no_right_yet(
    admin: Person, security: Person
) -> None:
    source = opened(admin, LI, WANG)
    assert admin.client.post(f"/account/imports/{source.pk}/posts/").status_code == 404
    for _ in range(2):
        security.client.post(f"/account/imports/{source.pk}/posts/")
    asked = Post.objects.filter(user__name__in=["李芳", "王 强"])
    assert {post.state for post in asked} == {"requested"}
    assert asked.count() == 2
    assert page(security, source).count("已申请，等待批准") == 2


def test_a_post_that_is_refused_keeps_no_other_back_and_says_why(admin: Person, security: Person) -> None:
    source = opened(admin, LI, WANG)
    User.objects.filter(username="lifang").update(is_active=False)
    security.client.post(f"/account/imports/{source.pk}/posts/")
    assert Post.objects.filter(user__username="wangqiang").count() == 1
    assert "已停用" in page(security, source)


def test_the_result_has_accounts_and_no_code_and_no_phone(admin: Person) -> None:
    source = opened(admin, LI)
    ((_, code),) = slips(admin, source)
    data = admin.client.get(f"/account/imports/{source.pk}/result/").content
    cells = [str(cell.value) for row in load_workbook(io.BytesIO(data)).worksheets[0] for cell in row]
    assert {"李芳", "lifang", "新开的账号"} <= set(cells)
    assert not any(code in cell or "13812340001" in cell for cell in cells)


def test_the_template_has_drop_downs_and_its_example_is_not_read(admin: Person, tmp_path: Path) -> None:
    data = admin.client.get("/account/imports/template/").content
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert len(sheet.data_validations.dataValidation) >= 3
    answer = admin.client.post("/account/imports/upload/", {"file": SimpleUploadedFile("空.xlsx", data)})
    assert "下面没有人" in answer.content.decode()


@pytest.mark.parametrize(("name", "data"), [("坏.xlsx", b"PK\x03\x04nonsense"), ("图.xlsx", b"\x89PNG\r\n\x1a\n")])
def test_a_file_that_is_no_workbook_is_refused_in_words(admin: Person, name: str, data: bytes) -> None:
    answer = admin.client.post("/account/imports/upload/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert AccountImport.objects.count() == 0


@pytest.mark.parametrize("role", [Role.BUREAU_OFFICER, Role.AUDITOR, Role.PRINCIPAL])
def test_other_roles_open_no_accounts(admin: Person, world: SmallWorld, role: Role) -> None:
    source = uploaded(admin, LI)
    other = person(role, world.schools[0] if role is Role.PRINCIPAL else world.district)
    for address in ("upload/", "template/", f"{source.pk}/"):
        assert other.client.get(f"/account/imports/{address}").status_code == 404
    assert other.client.post(f"/account/imports/{source.pk}/open/").status_code == 404


def test_a_person_of_an_import_signs_in_after_activation(admin: Person) -> None:
    ((username, code),) = slips(admin, opened(admin, LI))
    activate(browser(), username, code)
    client = browser()
    sign_in(client, username)
    assert signed_in(client)
