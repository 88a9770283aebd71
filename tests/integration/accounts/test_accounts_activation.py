"""One-time codes: from the slip to an own password, once, and not for long."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.db import connection
from django.utils import timezone
from tests.factories.sign_in import GOOD, account, activate, browser, code_for, sign_in, signed_in

from notoneless.accounts.models import Activation, User
from notoneless.accounts.rules.activation_codes import typed_code
from notoneless.accounts.services.activation import CodeUsedError, activate_account, make_code, reset_password
from notoneless.audit.actors import SYSTEM
from notoneless.audit.models import Event

pytestmark = pytest.mark.django_db


def test_a_new_account_has_no_password_at_all() -> None:
    user = account(password="")
    assert not is_password_usable(user.password)
    for guess in ("", "123456", "zhangwei", "admin", "None"):
        assert not signed_in_after(guess)


def signed_in_after(guess: str) -> bool:
    client = browser(address=f"10.0.0.{len(guess) + 1}")
    sign_in(client, password=guess)
    return signed_in(client)


def test_a_code_opens_the_account_and_the_person_is_in() -> None:
    user = account(password="")
    client = browser()
    assert activate(client, "zhangwei", code_for(user)).status_code == 302
    assert signed_in(client)
    user.refresh_from_db()
    assert user.activated_at
    assert user.password_changed_at
    assert not user.must_change_password
    assert Event.objects.filter(event="accounts.activated").count() == 1


def test_a_code_may_be_typed_small_and_without_dashes() -> None:
    code = typed_code(code_for(account(password=""))).lower()
    client = browser()
    activate(client, "ZHANGWEI", code)
    assert signed_in(client)


def test_a_code_works_once() -> None:
    code = code_for(account(password=""))
    activate(browser(), "zhangwei", code)
    answer = activate(browser(), "zhangwei", code, "Amber/kettle/47/moss")
    assert "启用码不对" in answer.content.decode()
    client = browser()
    sign_in(client)
    assert signed_in(client)


def test_a_code_is_good_for_seven_days() -> None:
    code = code_for(account(password=""))
    Activation.objects.update(made_at=timezone.now() - timedelta(days=8), expires_at=timezone.now() - timedelta(days=1))
    client = browser()
    assert "启用码不对" in activate(client, "zhangwei", code).content.decode()
    assert not signed_in(client)


def test_a_new_slip_makes_the_old_one_worthless() -> None:
    user = account(password="")
    old, new = code_for(user), code_for(user)
    client = browser()
    activate(client, "zhangwei", old)
    assert not signed_in(client)
    activate(client, "zhangwei", new)
    assert signed_in(client)


def test_the_code_of_one_account_does_not_open_another() -> None:
    account("lifang", "李芳", password="")
    code = code_for(account(password=""))
    client = browser()
    activate(client, "lifang", code)
    assert not signed_in(client)


def test_no_code_is_kept_in_clear() -> None:
    code = code_for(account(password=""))
    row = Activation.objects.get()
    assert typed_code(code) not in row.code_hash.upper()
    assert len(row.code_hash) == 64


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("short1A", "", "至少要 10 个字符"),
        ("onlylettersandnothing", "", "至少 3 种"),
        ("Password@2024", "", "容易被猜中"),
        ("Zhangwei-kettle-9", "", "不能有自己的账号"),
        (GOOD, GOOD + "x", "两次输入的口令不一样"),
    ],
)
def test_a_weak_password_is_refused_and_the_code_stays_good(password: str, again: str, words: str) -> None:
    code = code_for(account(password=""))
    client = browser()
    assert words in activate(client, "zhangwei", code, password, again).content.decode()
    activate(client, "zhangwei", code)
    assert signed_in(client)


def test_guessing_codes_is_stopped_after_five_tries() -> None:
    code = code_for(account(password=""))
    client = browser()
    for n in range(5):
        answer = activate(client, "zhangwei", f"AAAA-AAAA-AAA{n + 2}")
    assert answer.status_code == 429
    assert activate(client, "zhangwei", code).status_code == 429
    assert not signed_in(client)


def test_wrong_codes_are_answered_alike_for_names_that_exist_and_names_that_do_not() -> None:
    code_for(account(password=""))
    known = activate(browser(address="10.0.0.1"), "zhangwei", "AAAA-AAAA-AAAA")
    unknown = activate(browser(address="10.0.0.2"), "nobodyxx", "AAAA-AAAA-AAAA")
    sentence = "账号或启用码不对，或者启用码已用过、过期"
    assert sentence in known.content.decode()
    assert sentence in unknown.content.decode()
    assert known.status_code == unknown.status_code


def test_a_disabled_account_gets_no_code_and_its_code_opens_nothing() -> None:
    user = account(password="")
    code = code_for(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = browser()
    activate(client, "zhangwei", code)
    assert not signed_in(client)
    with pytest.raises(ValueError, match="已停用"):
        make_code(user=user, by=SYSTEM, now=timezone.now())


def test_resetting_a_password_ends_sessions_and_the_old_password() -> None:
    user = account()
    inside = browser()
    sign_in(inside)
    slip = reset_password(user=user, by=SYSTEM, now=timezone.now(), reason="忘了口令，本人到场")
    assert not signed_in(inside)
    sign_in(inside)
    assert not signed_in(inside)
    activate(inside, "zhangwei", slip.code, "Amber/kettle/47/moss")
    assert signed_in(inside)


@pytest.mark.django_db(transaction=True)
def test_of_many_people_with_the_same_slip_one_gets_in() -> None:
    user = account(password="")
    code_for(user)
    won: list[str] = []

    def try_it(password: str) -> None:
        try:
            activate_account(user=user, password=password, by=SYSTEM, now=timezone.now())
            won.append(password)
        except CodeUsedError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=(f"{GOOD}-{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert User.objects.get(pk=user.pk).check_password(won[0])
