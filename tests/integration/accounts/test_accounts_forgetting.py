"""What accounts keep for a while is gone when the register of fields says so, and not before."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.sign_in import account, code_for

from notoneless.accounts.models import AccountImport, Activation, Contact, DeviceSession, EndReason, User
from notoneless.accounts.services.forgetting import forget_old
from notoneless.accounts.services.sessions import begin_session, end_all_sessions
from notoneless.audit.actors import SYSTEM

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.parametrize(("days", "left"), [(182, 1), (184, 0)])
def test_ended_sessions_are_forgotten_after_half_a_year(days: int, left: int) -> None:
    user, then = account(), NOW - timedelta(days=days)
    begin_session(user=user, user_agent="", address="10.1.2.3", now=then)
    end_all_sessions(user=user, because=EndReason.SIGNED_OUT, by=SYSTEM, now=then)
    forget_old(now=NOW)
    assert DeviceSession.objects.count() == left


@pytest.mark.parametrize(("days", "left"), [(182, 1), (184, 0)])
def test_imports_are_forgotten_after_half_a_year(days: int, left: int) -> None:
    kept = AccountImport(made_by=account(), made_at=NOW - timedelta(days=days), file_name="x", count=0, problems=0)
    kept.rows = "[]"
    kept.save()
    forget_old(now=NOW)
    assert AccountImport.objects.count() == left


@pytest.mark.parametrize(("days", "left"), [(364, 1), (366, 0)])
def test_codes_are_forgotten_after_a_year(days: int, left: int) -> None:
    code_for(account(password=""))
    then = NOW - timedelta(days=days)
    Activation.objects.update(made_at=then, expires_at=then + timedelta(days=7))
    forget_old(now=NOW)
    assert Activation.objects.count() == left


@pytest.mark.parametrize(("days", "left"), [(364, 1), (366, 0)])
def test_the_phone_of_a_leaver_is_forgotten_after_a_year(days: int, left: int) -> None:
    user = account()
    Contact.objects.create(user=user, staff_number="T1")
    User.objects.filter(pk=user.pk).update(is_active=False, left_at=NOW - timedelta(days=days))
    forget_old(now=NOW)
    assert Contact.objects.count() == left
