"""Single accounts: opened without any right, and unlocked."""

from axes.utils import reset
from django.db import transaction

from notoneless.accounts.models import User
from notoneless.accounts.rules.usernames import username_for
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record


class TakenError(Exception):
    """Somebody has this user name already."""


@transaction.atomic
def open_account(*, name: str, username: str = "", by: Actor) -> User:
    """An account without password, code or right. Raises TakenError."""
    if username and name_taken(username):
        raise TakenError(username)
    user = new_user(name, username or username_for(name, name_taken))
    record("accounts.opened", actor=by, obj=("account", str(user.pk)))
    return user


@transaction.atomic
def unlock(*, user: User, by: Actor, reason: str) -> None:
    """Failed tries are forgotten: the person may try again at once."""
    reset(username=user.username)
    record("accounts.unlocked", actor=by, obj=("account", str(user.pk)), reason=reason)


def new_user(name: str, username: str) -> User:
    """A row without a password that could be typed."""
    user = User(username=username, name=name, must_change_password=True)
    user.set_unusable_password()
    user.save()
    return user


def name_taken(username: str) -> bool:
    """Whether somebody is called so."""
    return User.objects.filter(username=username).exists()
