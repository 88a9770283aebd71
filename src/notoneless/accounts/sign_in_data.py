"""What a browser's session carries about signing in."""

import time

from django.http import HttpRequest

from notoneless.accounts.actors import NOBODY, address_of
from notoneless.accounts.models import User
from notoneless.audit.actors import Actor

SESSION_ID = "device_session"
"""The id of the DeviceSession."""
STEPS = "first_steps"
"""What must be done before anything else."""
SIGNED_IN_AT = "signed_in_at"
"""When, in seconds since 1970."""
JUST_NOW = 300
"""Seconds for which signing in itself counts as a confirmation of who one is."""


def actor_signing_in(request: HttpRequest, user: User | None) -> Actor:
    """The person at the door, before any post is chosen; nobody, where there is no such account."""
    where = {"address": address_of(request), "device": request.META.get("HTTP_USER_AGENT", "")}
    if user is None:
        return Actor(id="", username="", role=NOBODY, **where)
    return Actor(id=str(user.pk), username=user.username, **where)


def signed_in_just_now(request: HttpRequest) -> bool:
    """Whether this session began within the last five minutes."""
    return time.time() - float(request.session.get(SIGNED_IN_AT, 0)) < JUST_NOW
