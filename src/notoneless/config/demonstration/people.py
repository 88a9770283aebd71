"""People of the made-up district: at least one in each role, with posts asked for and approved as they must be.

Everything but the passwords follows from the seed. The passwords are random and stand in one file, which only its owner
may read.
"""

import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from notoneless.accounts.actors import organisation_of
from notoneless.accounts.models import Post, User
from notoneless.accounts.permissions import Organisation
from notoneless.accounts.roles import Role, rules
from notoneless.accounts.services.activation import activate_account, make_code
from notoneless.accounts.services.opening import open_account
from notoneless.accounts.services.posts.deciding import approve_post
from notoneless.accounts.services.posts.founding import FOUNDERS, found
from notoneless.accounts.services.posts.requesting import request_post
from notoneless.audit.actors import SYSTEM, acting_as
from notoneless.config.demonstration.children import TEACHER_SCHOOL, chunk_of
from notoneless.places.models import Division
from notoneless.places.queries import classes_of, current_school_year, open_divisions, parts_of, schools_in
from notoneless.samples.people import people_of
from notoneless.samples.places import places_of

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 14
WHY = "示范系统建站"
SCHOOLS = 3
"""So many schools have a principal, an officer and class teachers."""


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the file."""

    post: Post
    password: str


def make_people(district: Division, accounts: Path, *, seed: int = 7, as_of: date) -> list[Account]:
    """Open accounts, give them posts from today on, and write `accounts`, unless there are posts already."""
    if Post.objects.exists():
        return []
    names = _Names(seed, as_of)
    with acting_as(SYSTEM):
        made = _founders(district, names)
        guard = _post(made, Role.SECURITY_ADMIN)
        leader = _post(made, Role.BUREAU_LEADER)
        for role, place in _places(district, as_of):
            user, password = _account(names.next())
            asked = request_post(by=guard, user=user, role=role, place=place, from_on=timezone.localdate(), reason=WHY)
            made.append(Account(approve_post(by=leader, post=asked), password))
    _write(accounts, made)
    return made


class _Names:
    """Names of grown-ups of the sample, each once."""

    def __init__(self, seed: int, as_of: date) -> None:
        chunk = chunk_of(seed, as_of)
        self._names = iter(people_of(chunk, places_of(chunk))["guardian"].unique(maintain_order=True).to_list())

    def next(self) -> str:
        """The next name."""
        return str(next(self._names))


def _account(name: str) -> tuple[User, str]:
    """An account that its owner has activated."""
    password = new_password()
    user = open_account(name=name, by=SYSTEM)
    now = timezone.now()
    make_code(user=user, by=SYSTEM, now=now, reason=WHY)
    return activate_account(user=user, password=password, by=SYSTEM, now=now), password


def new_password() -> str:
    """Random, of letters that are not taken for each other, with a small one, a capital and a digit."""
    while True:
        found = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if any(c.islower() for c in found) and any(c.isupper() for c in found) and any(c.isdigit() for c in found):
            return found


def _founders(district: Division, names: _Names) -> list[Account]:
    people = {role: _account(names.next()) for role in sorted(FOUNDERS)}
    posts = found(
        people={role: user for role, (user, _) in people.items()}, district=district, today=timezone.localdate()
    )
    return [Account(post, people[Role(post.role)][1]) for post in posts]


def _post(made: Iterable[Account], role: Role) -> Post:
    return next(account.post for account in made if account.post.role == role)


def _places(district: Division, as_of: date) -> list[tuple[Role, Organisation]]:
    """Who is where: a second leader, so that one can approve the other's; the first schools in full."""
    found: list[tuple[Role, Organisation]] = [(Role.BUREAU_LEADER, district)]
    found += [(Role.BUREAU_OFFICER, district), (Role.BUREAU_OFFICER, district)]
    townships = list(parts_of(district))
    found += [(Role.TOWNSHIP_OFFICER, township) for township in townships]
    found += [(Role.VILLAGE_SURVEYOR, village) for village in _first_villages(townships)]
    schools = list(schools_in(district.path))
    year = current_school_year(as_of)
    for school in schools[:SCHOOLS]:
        found += [(Role.PRINCIPAL, school), (Role.SCHOOL_OFFICER, school)]
        found += [(Role.CLASS_TEACHER, each) for each in (classes_of(year, school)[:2] if year else ())]
    found.append((Role.HOME_TEACHER, schools[TEACHER_SCHOOL]))
    return found


def _first_villages(townships: Sequence[Division]) -> list[Division]:
    return [parts_of(township)[0] for township in townships[:2] if open_divisions(township.path).count() > 1]


def _write(path: Path, accounts: Sequence[Account]) -> None:
    """For the eyes of whoever runs the demonstration; no account has another password than its own."""
    rows = [("角色", "单位", "姓名", "账号", "密码")]
    for account in accounts:
        post = account.post
        words = rules()[Role(post.role)].words
        rows.append((words, organisation_of(post), post.user.name, post.user.username, account.password))
    widths = [max(_width(row[at]) for row in rows) + 2 for at in range(4)]
    lines = [
        "".join(f"{cell}{' ' * (width - _width(cell))}" for cell, width in zip(row, [*widths, 0], strict=True))
        for row in rows
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write("示范系统的账号（密码随机生成，只在这里有）\n\n" + "\n".join(line.rstrip() for line in lines) + "\n")


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0xFF else 1 for letter in text)
