"""Accounts that nobody uses sleep, leavers end everywhere, waking needs a new code."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.people import person, post_of, small_world
from tests.factories.sign_in import account, activate, browser, code_for, sign_in, signed_in

from notoneless.accounts.models import Activation, User
from notoneless.accounts.roles import Role
from notoneless.accounts.services.posts.ending import end_all_for_leaver
from notoneless.accounts.services.sleeping import put_unused_to_sleep, wake
from notoneless.audit.actors import SYSTEM, acting_as
from notoneless.audit.models import Event

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def unused_for(days: int, **more: object) -> User:
    user = account(f"user{days}", "李芳")
    seen = NOW - timedelta(days=days)
    User.objects.filter(pk=user.pk).update(created_at=seen, activated_at=seen, last_seen_at=seen, **more)
    return user


def test_an_account_sleeps_after_ninety_days_and_not_before() -> None:
    used, unused = unused_for(89), unused_for(90)
    assert put_unused_to_sleep(now=NOW) == 1
    assert User.objects.get(pk=used.pk).is_active
    asleep = User.objects.get(pk=unused.pk)
    assert (asleep.is_active, asleep.asleep_since) == (False, NOW)
    assert Event.objects.filter(event="accounts.fell_asleep").count() == 1
    assert put_unused_to_sleep(now=NOW) == 0


def test_an_account_that_was_never_opened_sleeps_too_and_its_code_is_dead() -> None:
    user = account(password="")
    code = code_for(user)
    User.objects.filter(pk=user.pk).update(created_at=NOW - timedelta(days=91))
    put_unused_to_sleep(now=NOW)
    client = browser()
    activate(client, "zhangwei", code)
    assert not signed_in(client)
    assert Activation.objects.get().withdrawn_at


def test_the_sessions_of_an_account_that_falls_asleep_are_dead() -> None:
    user = account()
    client = browser()
    sign_in(client)
    User.objects.filter(pk=user.pk).update(created_at=NOW - timedelta(days=99), last_seen_at=NOW - timedelta(days=99))
    User.objects.filter(pk=user.pk).update(activated_at=NOW - timedelta(days=99))
    put_unused_to_sleep(now=NOW)
    assert not signed_in(client)


def test_a_woken_account_opens_with_a_new_code_and_not_with_its_old_password() -> None:
    user = unused_for(120)
    put_unused_to_sleep(now=NOW)
    slip = wake(user=user, by=SYSTEM, now=NOW, reason="产假结束，本人到场")
    client = browser()
    sign_in(client, user.username)
    assert not signed_in(client)
    activate(client, user.username, slip.code, "Amber/kettle/47/moss")
    assert signed_in(client)


def test_an_account_that_does_not_sleep_is_not_woken() -> None:
    with pytest.raises(ValueError, match="没有休眠"):
        wake(user=account(), by=SYSTEM, now=NOW, reason="")


def test_a_leaver_ends_everywhere_at_once_and_is_not_woken() -> None:
    world = small_world()
    admin = person(Role.SECURITY_ADMIN, world.district)
    user = account()
    post_of(user, Role.CLASS_TEACHER, world.classes[0])
    client = browser()
    sign_in(client)
    with acting_as(admin.actor):
        end_all_for_leaver(by=admin.post, user=user, why="调往外县")
    assert not signed_in(client)
    sign_in(client)
    assert not signed_in(client)
    with pytest.raises(ValueError, match="没有休眠"):
        wake(user=user, by=SYSTEM, now=NOW, reason="")
