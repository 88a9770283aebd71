"""A new installation: its keys, its database, and the four people it begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import User
from notoneless.accounts.roles import Role
from notoneless.accounts.services.activation import Slip, make_code
from notoneless.accounts.services.posts.founding import found
from notoneless.audit.actors import SYSTEM, acting_as
from notoneless.config.installation import Installation
from notoneless.config.tables import make_tables
from notoneless.places.services.divisions import open_division


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who begins with a post."""

    username: str
    name: str


def found_installation(
    here: Installation, *, code: str, district: str, people: Mapping[Role, Person], now: datetime
) -> list[tuple[Role, Slip]]:
    """Make the database, enter the district and the people with their posts; give the slips, which nobody keeps.

    Raises NotPossibleError, NotAllowedError, ValueError with sentences for people.
    """
    make_tables(here)
    with acting_as(SYSTEM), transaction.atomic():
        place = open_division(code=code, name=district, by=SYSTEM, reason="建站")
        users = {role: _account(person) for role, person in people.items()}
        found(people=users, district=place, today=timezone.localdate(now))
        return [(role, make_code(user=user, by=SYSTEM, now=now, reason="建站")) for role, user in users.items()]


def _account(person: Person) -> User:
    user = User(username=person.username, name=person.name, must_change_password=True)
    user.set_unusable_password()
    user.full_clean()
    user.save(force_insert=True)
    return user
