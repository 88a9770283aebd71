"""The second factor: TOTP, recovery codes, who must have one, and how its secrets lie in the database."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from tests.factories.people import person, post_of, small_world
from tests.factories.sign_in import (
    GOOD,
    OTHER,
    TOTP_SECRET,
    account,
    activate,
    browser,
    code_for,
    sign_in,
    signed_in,
    totp,
    with_totp,
)

from notoneless.accounts.roles import Role
from notoneless.accounts.services.second_factor import take_factors_away
from notoneless.audit.actors import SYSTEM
from notoneless.audit.models import Event

pytestmark = pytest.mark.django_db


def answer_code(client, code: str):  # type: ignore[no-untyped-def]
    return client.post("/accounts/2fa/authenticate/", {"code": code})


def test_with_an_authenticator_the_password_alone_does_not_open() -> None:
    with_totp(account())
    client = browser()
    assert sign_in(client)["Location"] == "/accounts/2fa/authenticate/"
    assert not signed_in(client)
    answer_code(client, totp())
    assert signed_in(client)


def test_a_code_is_taken_once_even_in_the_next_half_minute(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    with_totp(account())
    code = totp()
    first, second = browser(), browser()
    sign_in(first)
    answer_code(first, code)
    assert signed_in(first)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 31)
    sign_in(second)
    page = answer_code(second, code).content.decode()
    assert "验证码" in page
    assert not signed_in(second)


def test_an_older_code_than_the_last_one_is_refused() -> None:
    with_totp(account())
    first, second = browser(), browser()
    sign_in(first)
    answer_code(first, totp())
    sign_in(second)
    answer_code(second, totp(at=time.time() - 30))
    assert not signed_in(second)


def test_guessing_codes_is_stopped_after_five_tries() -> None:
    with_totp(account())
    client = browser()
    sign_in(client)
    right = totp()
    guesses = [f"{(int(right) + n) % 1_000_000:06d}" for n in (111, 222, 333, 444, 555)]
    answers = [answer_code(client, guess) for guess in guesses]
    assert answers[-1].status_code == 429
    assert answer_code(client, right).status_code == 429
    assert not signed_in(client)


def test_a_right_password_in_between_does_not_start_the_count_anew() -> None:
    with_totp(account())
    for n in range(5):
        client = browser()
        sign_in(client)
        answer = answer_code(client, f"00000{n}")
    assert answer.status_code == 429


def test_secrets_lie_sealed_in_the_database() -> None:
    with_totp(account())
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = str(cursor.fetchall())
    assert TOTP_SECRET not in stored
    assert TOTP_SECRET.encode().hex() not in stored


def test_setting_up_the_app_gives_recovery_codes_once_and_each_works_once() -> None:
    account()
    client = browser()
    sign_in(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'<code class="secret">([A-Z2-7]+)</code>', page)
    assert secret
    assert "data:image/svg+xml" in page
    answer = client.post("/accounts/2fa/totp/activate/", {"code": totp(secret[1])}, follow=True)
    codes = re.findall(r"<li><code>(\d{8})</code></li>", answer.content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert client.get("/accounts/2fa/recovery-codes/download/").status_code in {403, 404}
    for tries, works in ((codes[0], True), (codes[0], False), (codes[1], True)):
        another = browser()
        sign_in(another)
        answer_code(another, tries)
        assert signed_in(another) is works
    assert Event.objects.filter(event="accounts.factor_changed").count() == 2


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.BUREAU_OFFICER, Role.SYSTEM_ADMIN])
def test_posts_that_need_a_second_factor_open_nothing_before_it_is_set_up(role: Role) -> None:
    world = small_world()
    user = account()
    post_of(user, role, world.schools[0] if role is Role.PRINCIPAL else world.district)
    client = browser()
    sign_in(client)
    for address in ("/", "/account/", "/accounts/2fa/"):
        assert client.get(address)["Location"] == "/account/second-factor/"
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'<code class="secret">([A-Z2-7]+)</code>', page)
    assert secret
    client.post("/accounts/2fa/totp/activate/", {"code": totp(secret[1])})
    assert signed_in(client)


def test_a_class_teacher_may_do_without() -> None:
    world = small_world()
    user = account()
    post_of(user, Role.CLASS_TEACHER, world.classes[0])
    client = browser()
    sign_in(client)
    assert signed_in(client)


def test_the_last_factor_of_a_post_that_needs_one_cannot_be_taken_off() -> None:
    world = small_world()
    user = account()
    post_of(user, Role.PRINCIPAL, world.schools[0])
    with_totp(user)
    client = browser()
    sign_in(client)
    answer_code(client, totp())
    page = client.post("/accounts/2fa/totp/deactivate/").content.decode()
    assert "您的岗位必须有第二种登录方式" in page
    assert Authenticator.objects.filter(type="totp").exists()


def test_activation_does_not_go_around_the_second_factor() -> None:
    user = account(password="")
    with_totp(user)
    client = browser()
    assert activate(client, "zhangwei", code_for(user))["Location"] == "/accounts/2fa/authenticate/"
    assert not signed_in(client)
    answer_code(client, totp())
    assert signed_in(client)


def test_a_lost_factor_is_taken_away_and_everything_ends() -> None:
    user = account()
    with_totp(user)
    client = browser()
    sign_in(client)
    answer_code(client, totp())
    assert take_factors_away(user=user, by=SYSTEM, reason="手机丢失，本人到场") == 1
    assert not signed_in(client)
    sign_in(client)
    assert signed_in(client)
    assert Event.objects.get(event="accounts.factors_taken_away").reason == "手机丢失，本人到场"


def test_factors_are_changed_only_by_who_has_just_confirmed() -> None:
    teacher = person(Role.CLASS_TEACHER, small_world().schools[0])
    session = teacher.client.session
    session["signed_in_at"] = time.time() - 3600
    session["account_authentication_methods"] = []
    session.save()
    answer = teacher.client.get("/accounts/2fa/totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_confirming_with_the_password_leads_back() -> None:
    account()
    client = browser()
    sign_in(client)
    session = client.session
    session["signed_in_at"] = time.time() - 3600
    session.save()
    way = client.get("/accounts/2fa/totp/activate/")["Location"]
    assert "口令不对" in client.post(way, {"password": OTHER}).content.decode()
    assert client.post(way, {"password": GOOD})["Location"] == "/accounts/2fa/totp/activate/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
