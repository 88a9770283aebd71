"""Django and allauth say when somebody came, went or failed; here it becomes a session, an end, an event.

Signals, because they are the one place that no way of signing in can go around.
"""

import time
from typing import Any
from uuid import UUID

from allauth.core import context
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from notoneless.accounts.actors import address_of
from notoneless.accounts.models import EndReason, User
from notoneless.accounts.queries.lockout import last_failure
from notoneless.accounts.services.sessions import begin_session, end_sessions
from notoneless.accounts.sign_in_data import SESSION_ID, SIGNED_IN_AT, actor_signing_in
from notoneless.audit.actors import SYSTEM
from notoneless.audit.recording import record


@receiver(user_logged_in)
def came(sender: object, request: HttpRequest, user: User, **others: Any) -> None:
    """A session begins."""
    session = begin_session(
        user=user,
        user_agent=request.META.get("HTTP_USER_AGENT", ""),
        address=address_of(request),
        now=timezone.now(),
    )
    request.session[SESSION_ID] = str(session.id)
    request.session[SIGNED_IN_AT] = time.time()


@receiver(user_logged_out)
def went(sender: object, request: HttpRequest, user: User | None, **others: Any) -> None:
    """The session ends."""
    session = request.session.get(SESSION_ID)
    if user is not None and session:
        by = actor_signing_in(request, user)
        end_sessions(user=user, ids=[UUID(session)], because=EndReason.SIGNED_OUT, by=by, now=timezone.now())


@receiver(user_login_failed)
def failed(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **others: Any) -> None:
    """A wrong password or code is an event. The name is kept only where it is one: people type passwords there too."""
    if request is None or getattr(request, "axes_locked_out", False):
        return
    user = User.objects.filter(username=str(credentials.get("username", ""))).first()
    obj = ("account", str(user.pk)) if user else None
    with transaction.atomic():
        record("accounts.sign_in_failed", actor=actor_signing_in(request, user), obj=obj, outcome="denied")


@receiver(user_locked_out)
def locked(sender: object, request: HttpRequest, username: str | None, **others: Any) -> None:
    """The try that locks is an event of its own; those that follow while it is locked are not."""
    last = last_failure(username or "", request.axes_ip_address)  # type: ignore[attr-defined]
    if last is None or last < request.axes_attempt_time:  # type: ignore[attr-defined]
        return
    user = User.objects.filter(username=username or "").first()
    obj = ("account", str(user.pk)) if user else None
    with transaction.atomic():
        record("accounts.locked_out", actor=actor_signing_in(request, user), obj=obj, outcome="denied")


@receiver(mfa.authentication_failed)
def wrong_factor(sender: object, request: HttpRequest, user: User, **others: Any) -> None:
    """A wrong code of a second factor counts like a wrong password."""
    user_login_failed.send(sender=User, credentials={"username": user.username}, request=request)


@receiver(post_save, sender=Authenticator)
def factor_added(sender: object, instance: Authenticator, created: bool, **others: Any) -> None:
    """A second factor came. With the row itself: allauth's own signal comes after the transaction."""
    if created:
        _factor_changed(instance, "added")


@receiver(post_delete, sender=Authenticator)
def factor_removed(sender: object, instance: Authenticator, **others: Any) -> None:
    """A second factor went."""
    _factor_changed(instance, "removed")


def _factor_changed(factor: Authenticator, change: str) -> None:
    request = context.request
    by = actor_signing_in(request, factor.user) if request else SYSTEM
    details: dict[str, str | int] = {"kind": str(factor.type), "change": change}
    with transaction.atomic():
        record("accounts.factor_changed", actor=by, obj=("account", str(factor.user_id)), details=details)
