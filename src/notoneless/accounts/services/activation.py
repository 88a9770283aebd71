"""Activation codes: made for a slip of paper, used once, never kept in clear."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare

from notoneless.accounts.models import Activation, EndReason, User
from notoneless.accounts.rules.activation_codes import VALID_FOR, code_hash, new_code
from notoneless.accounts.services.passwords import set_own_password
from notoneless.accounts.services.sessions import end_all_sessions
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record


class CodeUsedError(Exception):
    """The code was used or withdrawn in the meantime."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on a slip. It exists only while the page is made."""

    username: str
    name: str
    code: str
    expires_at: datetime


@transaction.atomic
def make_code(*, user: User, by: Actor, now: datetime, reason: str = "") -> Slip:
    """A new code for an account; an older one that was not used is withdrawn.

    Raises ValueError for an account that is disabled: it must be woken first.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_active:
        raise ValueError("账号已停用或休眠，请先恢复再发启用码")
    withdraw_codes(user=locked, now=now)
    code = new_code()
    Activation.objects.create(
        user=locked, code_hash=code_hash(locked.pk, code), made_at=now, made_by=by.id, expires_at=now + VALID_FOR
    )
    record("accounts.code_made", actor=by, obj=("account", str(locked.pk)), reason=reason)
    return Slip(locked.username, locked.name, code, now + VALID_FOR)


def withdraw_codes(*, user: User, now: datetime) -> int:
    """Codes of this account that were not used are worth nothing from now on; how many there were."""
    return Activation.objects.filter(user=user, used_at=None, withdrawn_at=None).update(withdrawn_at=now)


@transaction.atomic
def reset_password(*, user: User, by: Actor, now: datetime, reason: str) -> Slip:
    """For a person who forgot their password: the old one stops, a code is printed. The second factor stays."""
    User.objects.select_for_update().get(pk=user.pk)
    user.set_unusable_password()
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    end_all_sessions(user=user, because=EndReason.PASSWORD, by=by, now=now)
    return make_code(user=user, by=by, now=now, reason=reason)


def open_code(username: str, code: str, now: datetime) -> Activation | None:
    """The activation that this code opens, if it does: right, not used, not withdrawn, not expired."""
    row = (
        Activation.objects.select_related("user")
        .filter(user__username=username, user__is_active=True, used_at=None, withdrawn_at=None, expires_at__gt=now)
        .first()
    )
    expected = row.code_hash if row else code_hash("", "")
    right = constant_time_compare(code_hash(row.user_id if row else "nobody", code), expected)
    return row if row and right else None


@transaction.atomic
def activate_account(*, user: User, password: str, by: Actor, now: datetime) -> User:
    """The person has shown the code and chosen a password. Raises CodeUsedError when somebody was faster."""
    spent = Activation.objects.filter(user=user, used_at=None, withdrawn_at=None, expires_at__gt=now).update(
        used_at=now
    )
    if not spent:
        raise CodeUsedError
    fresh = User.objects.select_for_update().get(pk=user.pk)
    fresh.activated_at = fresh.activated_at or now
    fresh.save(update_fields=["activated_at"])
    set_own_password(user=fresh, password=password, by=by, now=now)
    record("accounts.activated", actor=by, obj=("account", str(fresh.pk)))
    return fresh
