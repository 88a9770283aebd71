"""Setting a password: by its owner only. Nobody else ever chooses one."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction

from notoneless.accounts.models import EndReason, OldPassword, User
from notoneless.accounts.passwords.validators import current_policy
from notoneless.accounts.services.sessions import end_all_sessions
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record


def check_not_used_before(user: User, password: str) -> None:
    """Raises ValidationError when the password is the present one, or one of the last few that the policy remembers."""
    old = user.old_passwords.order_by("-kept_at")[: current_policy().remembered]
    hashes = [user.password, *(row.hash for row in old)] if user.has_usable_password() else []
    if any(check_password(password, each) for each in hashes):
        raise ValidationError("这个口令用过了，请换一个没有用过的", code="used_before")


@transaction.atomic
def set_own_password(*, user: User, password: str, by: Actor, now: datetime, session: UUID | None = None) -> None:
    """The owner has chosen a password that passed the rules. All sessions end but the one in which it was chosen."""
    _remember(user, now)
    user.set_password(password)
    user.password_changed_at, user.must_change_password = now, False
    user.save(update_fields=["password", "password_changed_at", "must_change_password"])
    end_all_sessions(user=user, because=EndReason.PASSWORD, by=by, now=now, but=session)
    record("accounts.password_set", actor=by, obj=("account", str(user.pk)))


def _remember(user: User, now: datetime) -> None:
    if user.has_usable_password() and current_policy().remembered:
        OldPassword.objects.create(user=user, hash=user.password, kept_at=now)
    kept = user.old_passwords.order_by("-kept_at").values_list("pk", flat=True)[: current_policy().remembered]
    user.old_passwords.exclude(pk__in=list(kept)).delete()
