"""Reads of people."""

from uuid import UUID

from notoneless.accounts.models import User


def person_by_id(wanted: UUID) -> User | None:
    """The person of an address."""
    return User.objects.filter(pk=wanted).first()


def person_called(username: str) -> User | None:
    """The person with a user name, however its letters were typed."""
    return User.objects.filter(username__iexact=username.strip()).first()
