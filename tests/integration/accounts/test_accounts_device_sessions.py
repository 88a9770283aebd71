"""Where people are signed in: one computer and one phone, seen, told of, ended."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.sign_in import COMPUTER, GOOD, OTHER, PHONE, account, browser, sign_in, signed_in

from notoneless.accounts.models import DeviceSession, EndReason, User
from notoneless.accounts.services.sessions import end_all_sessions
from notoneless.audit.actors import SYSTEM
from notoneless.audit.models import Event

pytestmark = pytest.mark.django_db


def come_in(agent: str = COMPUTER, address: str = "10.1.2.3", username: str = "zhangwei", password: str = GOOD):  # type: ignore[no-untyped-def]
    client = browser(agent, address)
    sign_in(client, username, password)
    return client


def words_of_next_page(client) -> str:  # type: ignore[no-untyped-def]
    return client.get("/account/", follow=True).content.decode()


def test_the_own_page_shows_where_one_is_signed_in() -> None:
    account()
    client = come_in()
    page = client.get("/account/").content.decode()
    for words in ("电脑", "Chrome 类浏览器，Windows", "10.1.2.3", "这台设备"):
        assert words in page


def test_a_computer_and_a_phone_at_once_and_the_older_is_told_of_the_newer_once() -> None:
    account()
    computer = come_in()
    phone = come_in(PHONE, "10.7.7.7")
    page = words_of_next_page(computer)
    assert "您的账号刚在另一台设备上登录：手机" in page
    assert "10.7.7.7" in page
    assert "另一台设备上登录：手机" not in words_of_next_page(computer)
    assert "另一台设备上登录：" not in words_of_next_page(phone)
    assert signed_in(computer)
    assert signed_in(phone)


def test_a_second_computer_ends_the_first_which_is_told_why() -> None:
    account()
    first = come_in()
    second = come_in(address="10.8.8.8")
    assert "您的账号刚在另一台设备上登录，这里已退出" in words_of_next_page(first)
    assert not signed_in(first)
    assert signed_in(second)


def test_a_session_is_ended_from_another_device() -> None:
    account()
    computer, phone = come_in(), come_in(PHONE)
    session = DeviceSession.objects.get(device="phone")
    computer.post(f"/account/sessions/{session.pk}/end/")
    assert not signed_in(phone)
    assert signed_in(computer)


def test_all_other_sessions_are_ended_and_the_own_one_stays() -> None:
    account()
    computer, phone = come_in(), come_in(PHONE)
    phone.post("/account/sessions/end-others/")
    assert not signed_in(computer)
    assert signed_in(phone)


def test_another_persons_session_is_as_if_it_were_not_there() -> None:
    account()
    account("lifang", "李芳")
    mine, theirs = come_in(), come_in(username="lifang")
    session = DeviceSession.objects.get(user__username="lifang")
    assert mine.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert signed_in(theirs)


def test_a_session_is_not_ended_by_a_link() -> None:
    account()
    client = come_in()
    session = DeviceSession.objects.get()
    assert client.get(f"/account/sessions/{session.pk}/end/").status_code == 405


@pytest.mark.parametrize(("column", "minutes", "words"), [("seen_at", 31, "没有操作"), ("started_at", 721, "12 小时")])
def test_a_session_ends_by_itself(column: str, minutes: int, words: str) -> None:
    account()
    client = come_in()
    DeviceSession.objects.update(**{column: timezone.now() - timedelta(minutes=minutes)})
    assert words in words_of_next_page(client)
    assert not signed_in(client)


def test_work_keeps_a_session_alive_and_is_written_every_two_minutes_only() -> None:
    account()
    client = come_in()
    earlier = timezone.now() - timedelta(minutes=29)
    DeviceSession.objects.update(seen_at=earlier)
    assert signed_in(client)
    touched = DeviceSession.objects.get().seen_at
    assert touched > earlier
    assert signed_in(client)
    assert DeviceSession.objects.get().seen_at == touched


def test_changing_the_password_ends_every_other_session_and_keeps_this_one() -> None:
    account()
    computer, phone = come_in(), come_in(PHONE)
    answer = computer.post("/accounts/password/change/", {"oldpassword": GOOD, "password1": OTHER, "password2": OTHER})
    assert answer.status_code == 302
    assert signed_in(computer)
    assert not signed_in(phone)
    assert DeviceSession.objects.get(device="phone").ended_because == EndReason.PASSWORD


@pytest.mark.parametrize("because", [EndReason.POSTS, EndReason.DISABLED])
def test_a_service_ends_all_sessions_at_once(because: EndReason) -> None:
    user = account()
    clients = [come_in(), come_in(PHONE)]
    assert end_all_sessions(user=user, because=because, by=SYSTEM, now=timezone.now()) == 2
    assert not any(signed_in(client) for client in clients)
    assert Event.objects.filter(event="accounts.sessions_ended").count() == 1


def test_signing_out_ends_the_session_for_good() -> None:
    account()
    client = come_in()
    cookie = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    assert DeviceSession.objects.get().ended_because == EndReason.SIGNED_OUT
    client.cookies["sessionid"] = cookie
    assert not signed_in(client)


def test_the_key_of_the_session_is_a_new_one_after_signing_in() -> None:
    account()
    client = browser()
    client.get("/accounts/login/")
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_last_seen_is_noted_on_the_account() -> None:
    user = account()
    assert user.last_seen_at is None
    come_in()
    assert User.objects.get(pk=user.pk).last_seen_at is not None


def test_a_session_without_its_row_is_worth_nothing() -> None:
    account()
    client = come_in()
    DeviceSession.objects.all().delete()
    assert not signed_in(client)


def test_looking_at_a_session_costs_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    from notoneless.accounts.services.sessions import see_session

    user = account()
    come_in()
    session = DeviceSession.objects.get()
    with django_assert_num_queries(1):
        see_session(user=user, session_id=session.pk, now=timezone.now())
