"""Ways in that Django's `authenticate` tries, so that wrong codes are counted like wrong passwords."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils import timezone

from notoneless.accounts.models import User
from notoneless.accounts.services.activation import open_code


class ActivationBackend(ModelBackend):
    """A user name and the code from a slip. The code is not spent yet: that happens with the password."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, username: str = "", activation_secret: str = "", **others: Any
    ) -> User | None:
        """The user whose slip this is, or None."""
        if not activation_secret:
            return None
        found = open_code(username, activation_secret, timezone.now())
        return found.user if found else None
