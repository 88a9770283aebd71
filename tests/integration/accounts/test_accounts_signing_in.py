"""Signing in: with the right password, with a wrong one, locked out, and without telling who exists."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone
from tests.factories.sign_in import GOOD, account, browser, sign_in, signed_in

from notoneless.accounts.models import DeviceSession, User
from notoneless.audit.models import Event

pytestmark = pytest.mark.django_db


def events(name: str) -> int:
    return Event.objects.filter(event=name).count()


def test_the_right_password_opens_the_house() -> None:
    account()
    client = browser()
    assert not signed_in(client)
    assert sign_in(client).status_code == 302
    assert signed_in(client)
    assert events("accounts.signed_in") == 1


def test_a_user_name_may_be_typed_in_capitals() -> None:
    account()
    client = browser()
    sign_in(client, "ZhangWei")
    assert signed_in(client)


def test_a_wrong_password_is_answered_in_chinese_and_recorded() -> None:
    user = account()
    answer = sign_in(browser(), password="not-this-one")
    assert "账号或口令不对" in answer.content.decode()
    failed = Event.objects.get(event="accounts.sign_in_failed")
    assert (failed.outcome, failed.object_pseudonym, failed.address) == ("denied", str(user.pk), "10.1.2.3")


def test_what_was_typed_for_a_name_that_does_not_exist_is_not_kept() -> None:
    sign_in(browser(), "my-secret-typed-in-the-wrong-box")
    assert Event.objects.get(event="accounts.sign_in_failed").actor_username == ""
    kept = AccessAttempt.objects.get()
    assert "my-secret" not in kept.post_data + kept.get_data


def test_after_five_wrong_tries_even_the_right_password_waits() -> None:
    account()
    client = browser()
    answers = [sign_in(client, password=f"wrong-{n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    page = answers[-1].content.decode()
    assert "15 分钟" in page
    assert answers[-1]["Retry-After"] == "900"
    assert sign_in(client).status_code == 429
    assert not signed_in(client)
    assert events("accounts.locked_out") == 1


def test_the_lock_is_kept_in_the_database_and_opens_by_itself() -> None:
    account()
    for n in range(5):
        sign_in(browser(), password=f"wrong-{n}")
    assert sign_in(Client(headers={"User-Agent": "another"}, REMOTE_ADDR="10.1.2.3")).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=10))
    waiting = sign_in(browser())
    assert "5 分钟" in waiting.content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(browser()).status_code == 302


def test_trying_while_locked_does_not_make_the_wait_longer() -> None:
    account()
    for n in range(5):
        sign_in(browser(), password=f"wrong-{n}")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    sign_in(browser(), password="wrong-again")
    assert AccessAttempt.objects.get().attempt_time < timezone.now() - timedelta(minutes=13)


def test_a_stranger_cannot_lock_a_person_out_from_elsewhere() -> None:
    account()
    for n in range(5):
        sign_in(browser(address="10.9.9.9"), password=f"wrong-{n}")
    assert sign_in(browser(address="10.1.2.3")).status_code == 302


def test_trying_many_names_from_one_address_is_stopped(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 6
    account()
    for n in range(6):
        sign_in(browser(), username=f"name{n}", password="wrong-anyway")
    answer = sign_in(browser())
    assert "试的次数太多" in answer.content.decode()
    assert sign_in(browser(address="10.4.4.4")).status_code == 302


@pytest.mark.parametrize("tries", [1, 5])
def test_a_name_that_exists_and_one_that_does_not_are_answered_alike(tries: int) -> None:
    account("zhangwei")
    account("lifang", "李芳", password="")
    pages = []
    for username in ("zhangwei", "nobodyxx", "lifang"):
        client = browser(address=f"10.0.0.{len(pages) + 1}")
        for n in range(tries):
            answer = sign_in(client, username, f"wrong-{n}")
        text = answer.content.decode().replace(username, "NAME")
        token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
        pages.append((answer.status_code, _without_tokens(text, token)))
    assert pages[0] == pages[1] == pages[2]


def _without_tokens(text: str, token: str) -> str:
    import re

    return re.sub(r'(value|hx-headers)=[\'"][^>]*?[A-Za-z0-9-]{20,}[^>]*?[\'"]', r"\1", text)


def test_one_hash_is_worked_on_whether_or_not_the_name_exists(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from django.contrib.auth.hashers import MD5PasswordHasher

    account()
    worked: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self, password: str, salt: str) -> str:  # type: ignore[no-untyped-def]
        worked.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    counts = []
    for username in ("zhangwei", "nobodyxx"):
        worked.clear()
        sign_in(browser(), username, "wrong")
        counts.append(len(worked))
    assert counts == [1, 1]


def test_nobody_can_sign_up_or_ask_for_a_password_by_mail() -> None:
    for address in ("/accounts/signup/", "/accounts/password/reset/", "/accounts/email/", "/accounts/3rdparty/signup/"):
        assert browser().get(address).status_code == 404


def test_a_disabled_account_is_dead_at_its_next_request() -> None:
    user = account()
    client = browser()
    sign_in(client)
    assert signed_in(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not signed_in(client)


def test_whoever_knows_the_password_of_a_disabled_account_is_told_whom_to_ask() -> None:
    user = account()
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = browser()
    answer = client.post("/accounts/login/", {"login": "zhangwei", "password": GOOD}, follow=True)
    assert "账号已停用" in answer.content.decode()
    assert DeviceSession.objects.count() == 0


def test_the_way_back_after_sign_in_leads_only_into_the_house() -> None:
    account()
    answer = browser().post("/accounts/login/?next=https://evil.example/", {"login": "zhangwei", "password": GOOD})
    assert not answer["Location"].startswith("http")
