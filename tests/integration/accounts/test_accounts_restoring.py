"""Accounts of other people: opened, given a code, unlocked, woken, freed of a lost factor; by whom and with what."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.people import Person, SmallWorld, person, small_world
from tests.factories.sign_in import account, activate, browser, sign_in, signed_in, with_totp

from notoneless.accounts.models import User
from notoneless.accounts.roles import Role
from notoneless.accounts.services.sleeping import put_unused_to_sleep
from notoneless.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def system(world: SmallWorld) -> Person:
    return person(Role.SYSTEM_ADMIN, world.district)


@pytest.fixture
def security(world: SmallWorld) -> Person:
    return person(Role.SECURITY_ADMIN, world.district)


def act(who: Person, user: User, wall: str, name: str, reason: str = "本人到场"):  # type: ignore[no-untyped-def]
    return who.client.post(f"/account/people/{user.pk}/{wall}/{name}/", {"reason": reason})


def code_on(answer) -> str:  # type: ignore[no-untyped-def]
    found = re.search(r'slip-code">([^<]+)<', answer.content.decode())
    assert found
    return found[1]


def test_the_list_finds_accounts_by_name_and_state(system: Person) -> None:
    account("lifang", "李芳")
    account("wangqiang", "王强", password="")
    assert "lifang" in system.client.get("/account/people/?q=李").content.decode()
    waiting = system.client.get("/account/people/?state=new").content.decode()
    assert "wangqiang" in waiting
    assert "lifang" not in waiting


def test_a_new_account_is_opened_with_the_pinyin_of_its_name(system: Person) -> None:
    system.client.post("/account/people/new/", {"name": "欧阳建国", "username": ""})
    user = User.objects.get(username="ouyangjianguo")
    assert not user.has_usable_password()
    assert not user.posts.exists()
    assert Event.objects.get(event="accounts.opened").actor_id == str(system.user.pk)


def test_a_user_name_that_is_taken_is_refused(system: Person) -> None:
    account("lifang", "李芳")
    answer = system.client.post("/account/people/new/", {"name": "李方", "username": "LiFang"})
    assert answer.status_code == 422
    assert "已经有人用了" in answer.content.decode()


def test_whoever_forgot_the_password_gets_a_slip_and_the_old_password_is_dead(system: Person) -> None:
    user = account()
    code = code_on(act(system, user, "system", "code"))
    client = browser()
    sign_in(client)
    assert not signed_in(client)
    activate(client, "zhangwei", code, "Amber/kettle/47/moss")
    assert signed_in(client)


def test_a_slip_needs_a_reason(system: Person) -> None:
    answer = act(system, account(), "system", "code", reason=" ")
    assert "请填写原因" in answer.content.decode()
    assert Event.objects.filter(event="accounts.code_made").count() == 0


def test_a_locked_person_is_let_in_at_once(system: Person) -> None:
    user = account()
    client = browser()
    for n in range(5):
        sign_in(client, password=f"wrong-{n}")
    act(system, user, "system", "unlock")
    sign_in(client)
    assert signed_in(client)


def test_a_sleeping_account_is_woken_by_the_security_administrator_alone(system: Person, security: Person) -> None:
    user = account()
    old = timezone.now() - timedelta(days=91)
    User.objects.filter(pk=user.pk).update(created_at=old, activated_at=old)
    put_unused_to_sleep(now=timezone.now())
    assert act(system, user, "system", "code").status_code == 404
    assert act(system, user, "security", "wake").status_code == 404
    code = code_on(act(security, user, "security", "wake"))
    client = browser()
    activate(client, "zhangwei", code, "Amber/kettle/47/moss")
    assert signed_in(client)


def test_nobody_alone_can_take_over_an_account(system: Person, security: Person) -> None:
    """The one renews passwords, the other takes lost factors away: it needs both to get past both."""
    user = account()
    with_totp(user)
    assert act(system, user, "security", "factors").status_code == 404
    assert act(security, user, "system", "code").status_code == 404
    code = code_on(act(system, user, "system", "code"))
    client = browser()
    assert activate(client, "zhangwei", code, "Amber/kettle/47/moss")["Location"] == "/accounts/2fa/authenticate/"
    assert not signed_in(client)


def test_a_lost_factor_is_taken_away(security: Person) -> None:
    user = account()
    with_totp(user)
    act(security, user, "security", "factors", "手机丢失")
    client = browser()
    sign_in(client)
    assert signed_in(client)


def test_nobody_does_any_of_this_to_themselves(system: Person, security: Person) -> None:
    assert act(system, system.user, "system", "code").status_code == 404
    assert act(security, security.user, "security", "factors").status_code == 404
    assert "另一位管理员" in system.client.get(f"/account/people/{system.user.pk}/").content.decode()


@pytest.mark.parametrize("role", [Role.BUREAU_OFFICER, Role.BUREAU_LEADER, Role.AUDITOR])
def test_other_roles_see_no_accounts(world: SmallWorld, role: Role) -> None:
    other, user = person(role, world.district), account()
    for address in ("", "new/", f"{user.pk}/", f"{user.pk}/system/code/"):
        assert other.client.get(f"/account/people/{address}").status_code == 404


def test_every_act_on_an_account_is_recorded_with_its_reason(system: Person, security: Person) -> None:
    user = account()
    with_totp(user)
    act(system, user, "system", "code", "忘了口令，核对了身份证")
    act(security, user, "security", "factors", "手机丢了，核对了身份证")
    reasons = set(Event.objects.exclude(reason="").values_list("event", "reason"))
    assert ("accounts.code_made", "忘了口令，核对了身份证") in reasons
    assert ("accounts.factors_taken_away", "手机丢了，核对了身份证") in reasons
