"""Passwords in use: first change, expiry, none twice, and how they are kept."""

import itertools
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from tests.factories.sign_in import GOOD, OTHER, account, browser, sign_in, signed_in

from notoneless.accounts.models import OldPassword, User
from notoneless.accounts.passwords.hashing import Slots, TooManySigningInError

KEYED = override_settings(PASSWORD_HASHERS=["notoneless.accounts.passwords.hashing.KeyedScryptHasher"])


def change(client, old: str, new: str):  # type: ignore[no-untyped-def]
    return client.post("/accounts/password/change/", {"oldpassword": old, "password1": new, "password2": new})


@pytest.mark.django_db
def test_a_password_that_is_not_ones_own_opens_only_the_page_where_it_is_changed() -> None:
    user = account()
    User.objects.filter(pk=user.pk).update(password_changed_at=None, must_change_password=True)
    client = browser()
    sign_in(client)
    for address in ("/", "/account/", "/accounts/2fa/totp/activate/"):
        assert client.get(address)["Location"] == "/accounts/password/change/"
    assert change(client, GOOD, OTHER).status_code == 302
    assert signed_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize(("policy", "days", "opens"), [("mlps3", 89, True), ("mlps3", 91, False), ("asvs", 900, True)])
def test_a_password_ends_after_ninety_days_where_the_policy_says_so(settings, policy, days, opens) -> None:  # type: ignore[no-untyped-def]
    settings.PASSWORD_POLICY = policy
    user = account()
    User.objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=days))
    client = browser()
    sign_in(client)
    assert signed_in(client) is opens


@pytest.mark.django_db
def test_none_of_the_last_passwords_comes_back_under_mlps3() -> None:
    account()
    client = browser()
    sign_in(client)
    assert "用过了" in change(client, GOOD, GOOD).content.decode()
    assert change(client, GOOD, OTHER).status_code == 302
    assert "用过了" in change(client, OTHER, GOOD).content.decode()


@pytest.mark.django_db
def test_no_more_old_passwords_are_kept_than_the_policy_remembers() -> None:
    account()
    client = browser()
    sign_in(client)
    words = [GOOD, *(f"{name}-Kettle/moss-{name}" for name in ("qua", "wex", "ety", "ryk", "tup", "yno"))]
    for old, new in itertools.pairwise(words):
        assert change(client, old, new).status_code == 302
    assert OldPassword.objects.count() == 4


@pytest.mark.django_db
def test_a_wrong_present_password_changes_nothing() -> None:
    user = account()
    client = browser()
    sign_in(client)
    assert "现在的口令不对" in change(client, OTHER, "Basil-otter/77-rain").content.decode()
    assert User.objects.get(pk=user.pk).check_password(GOOD)


@KEYED
def test_passwords_are_kept_as_scrypt_over_a_key_that_is_not_in_the_database() -> None:
    kept = make_password(GOOD)
    algorithm, cost, _, block, parallel, _ = kept.split("$")
    assert (algorithm, cost, block, parallel) == ("keyed_scrypt", "32768", "8", "1"), "what 6.7 a second can afford"
    assert check_password(GOOD, kept)
    assert not check_password(OTHER, kept)


@KEYED
def test_without_the_key_the_right_password_does_not_fit(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from notoneless.accounts.passwords import hashing
    from notoneless.protection.ciphers import new_key

    kept = make_password(GOOD)
    monkeypatch.setattr(hashing, "secrets_key", new_key)
    assert not check_password(GOOD, kept)


def test_at_most_so_many_hashes_run_at_once() -> None:
    slots, running, most, lock = Slots(2, waiting=20), 0, 0, threading.Lock()

    def work() -> None:
        nonlocal running, most
        with slots.one():
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.02)
            with lock:
                running -= 1

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_who_would_have_to_wait_behind_too_many_is_told_at_once() -> None:
    slots, inside, leave = Slots(1, waiting=0), threading.Event(), threading.Event()

    def work() -> None:
        with slots.one():
            inside.set()
            leave.wait(5)

    thread = threading.Thread(target=work)
    thread.start()
    assert inside.wait(5)
    with pytest.raises(TooManySigningInError), slots.one():
        pass
    leave.set()
    thread.join()
    with slots.one():
        pass


HOLDER = """
import sys, time
from django.conf import settings
settings.configure(PROTECTION_KEYS=sys.argv[1])
from notoneless.accounts.passwords.hashing import Slots
with Slots(1).one():
    print("held", flush=True)
    time.sleep(30)
"""


def test_the_places_are_shared_by_all_processes_and_given_back_by_one_that_dies(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PROTECTION_KEYS = tmp_path / "keys"
    other = subprocess.Popen(  # noqa: S603 - this interpreter and a text above
        [sys.executable, "-c", HOLDER, str(tmp_path / "keys")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        got = threading.Event()

        def work() -> None:
            with Slots(1).one():
                got.set()

        thread = threading.Thread(target=work)
        thread.start()
        assert not got.wait(0.3)
        other.kill()
        other.wait()
        assert got.wait(5)
        thread.join()
    finally:
        other.kill()
        other.wait()
        other.stdout.close()  # type: ignore[union-attr]


@pytest.mark.django_db
def test_a_full_queue_is_answered_with_a_page_that_says_when_to_try_again(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from notoneless.accounts.passwords import hashing

    account()
    with override_settings(PASSWORD_HASHERS=["notoneless.accounts.passwords.hashing.KeyedScryptHasher"]):
        monkeypatch.setattr(hashing, "SLOTS", Slots(1, waiting=-1))
        answer = sign_in(browser(), "nobodyxx")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "过 5 秒再试" in answer.content.decode()


@pytest.mark.django_db
def test_no_password_is_written_anywhere_in_clear() -> None:
    account()
    sign_in(browser(), password="Wrong-otter-Paper-91")
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the catalogue
            found += [row for row in cursor.fetchall() if "otter-Paper" in str(row)]
    assert found == []
