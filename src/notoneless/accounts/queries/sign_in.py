"""What signing in must know about a person."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from notoneless.accounts.models import DeviceSession, User
from notoneless.accounts.passwords.validators import current_policy
from notoneless.accounts.rules.steps import Step, must_change_password, needs_second_factor
from notoneless.accounts.states import PostState

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def steps_due(user: User, now: datetime) -> list[Step]:
    """What this person must do before anything else."""
    due: list[Step] = []
    if user.has_usable_password() and must_change_password(
        user.password_changed_at, user.must_change_password, current_policy(), now
    ):
        due.append(Step.PASSWORD)
    if second_factor_due(user, now):
        due.append(Step.SECOND_FACTOR)
    return due


def second_factor_due(user: User, now: datetime) -> bool:
    """Whether a second factor is missing that one of the person's posts asks for."""
    if not settings.SECOND_FACTOR_REQUIRED or has_second_factor(user):
        return False
    return needs_second_factor(roles_held(user, now))


def second_factor_needed(user: User, now: datetime) -> bool:
    """Whether one of the person's posts asks for a second factor, so that the last one cannot be taken away."""
    return bool(settings.SECOND_FACTOR_REQUIRED) and needs_second_factor(roles_held(user, now))


def has_second_factor(user: User) -> bool:
    """Whether the person has an authenticator app or a key; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def roles_held(user: User, now: datetime) -> list[str]:
    """The roles of the person's posts that count today."""
    today = timezone.localdate(now)
    counting = user.posts.filter(state=PostState.APPROVED.value, from_on__lte=today, until_on__gte=today)
    return list(counting.values_list("role", flat=True))


def open_sessions(user: User) -> QuerySet[DeviceSession]:
    """Where the person is signed in, latest first."""
    return DeviceSession.objects.filter(user=user, ended_at=None).order_by("-seen_at")


def last_sessions(user: User, limit: int = 10) -> list[DeviceSession]:
    """Where the person was signed in before, latest first."""
    return list(DeviceSession.objects.filter(user=user).exclude(ended_at=None).order_by("-started_at")[:limit])


def factors_of(user: User) -> list[Authenticator]:
    """The second factors of a person, in the order in which they were added."""
    return list(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).order_by("created_at"))


def recovery_codes_left(user: User) -> int | None:
    """How many recovery codes are unused; None where there are none at all."""
    row = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else None
