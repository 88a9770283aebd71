"""The authorisation matrix: every address × method × actor × object, each answer looked at for what it gives away.

What must be refused is said by the declared policy (who may open an address) and by the oracle (whose child it is).
Each request runs in a savepoint that is rolled back, so that the world stays as it was.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction
from django.test import Client
from tests.architecture.addresses import CHILD, Address, Kind, arguments
from tests.architecture.oracle import reaches
from tests.factories.canaries import SEALED, World, shown
from tests.factories.people import person, signed_in, yesterday

from notoneless.accounts.models import Post, User
from notoneless.accounts.policy import Policy
from notoneless.accounts.roles import Role, Sees, rules
from notoneless.accounts.row_security import scoped_models
from notoneless.accounts.scope import unrestricted

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
UNSEALS = {"children:reveal"}
"""Where somebody who says why is shown one sealed field of one child."""
CHANGING = re.compile(
    rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|<code>[0-9a-f]{8,}</code>'
)
PASSING_HEADERS = {"X-Request-ID", "Content-Security-Policy", "Content-Length"}
ANSWERS_FAULTS = {"gallery_error", "health:ready"}
REFUSALS = {401, 403, 404}
Answer = Any
"""A response of the test client, its bytes in `body`."""
Rows = tuple[Any, ...]
ELSEWHERE = "/there/is/no/such/page/"


@dataclass
class Actor:
    """Somebody with a browser. `role`: of the post in which they act; None for those who act in none."""

    name: str
    client: Client
    role: Role | None
    signed_in: bool
    known: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def nothing_there(self, method: str) -> tuple[Any, ...]:
        """What an address answers that does not exist; asked once."""
        if method not in self.known:
            self.known[method] = _plain(_requested(self.client, method, ELSEWHERE)[0])
        return self.known[method]

    def reach(self, world: World) -> set[int]:
        """The numbers of the children within reach, by the oracle."""
        if self.role is None:
            return set()
        who = world.facts_of(world.people[self.role])
        return {number for number, child in world.numbers.items() if reaches(who, world.child_facts(child))}


@dataclass(frozen=True)
class Cell:
    """One request of the matrix."""

    address: Address
    method: str
    actor: Actor
    kind: Kind

    def __str__(self) -> str:
        return f"{self.actor.name}: {self.method} {self.address.name} ({self.kind})"


def actors(world: World) -> list[Actor]:
    """One in each role; nobody; one whose account was stopped, one whose post is over, one whose session was."""
    people = [Actor(str(role), who.client, role, True) for role, who in world.people.items()]
    stopped = person(Role.BUREAU_OFFICER, world.place.district)
    User.objects.filter(pk=stopped.user.pk).update(is_active=False)
    over = person(Role.BUREAU_OFFICER, world.place.district, until_on=yesterday())
    left = person(Role.BUREAU_OFFICER, world.place.district)
    left.user.device_sessions.all().delete()
    return [
        *people,
        Actor("nobody", Client(), None, False),
        Actor("a stopped account", stopped.client, None, False),
        Actor("a post that is over", signed_in(over.user, over.post), None, True),
        Actor("a session that was ended", left.client, None, False),
    ]


def cells(addresses: Iterable[Address], people: list[Actor], methods: Iterable[str], *, every: bool) -> Iterator[Cell]:
    """The requests. Unless `every` is wanted: one object where the policy refuses before any is looked for, and own and
    absent ones where the object is no child."""
    for address in addresses:
        for method in methods:
            for actor in people:
                yield from (Cell(address, method, actor, kind) for kind in _kinds(address, actor, every=every))


def _kinds(address: Address, actor: Actor, *, every: bool) -> Iterable[Kind]:
    policy = address.policy
    refused = policy is None or not policy.admits(actor.role, signed_in=actor.signed_in)
    if not address.parameters or (refused and not every):
        return (Kind.OWN,)
    return Kind if every or CHILD in address.parameters else (Kind.OWN, Kind.ABSENT)


def leaks(world: World, asked: Iterable[Cell]) -> list[str]:
    """What is wrong with the answers, in sentences; nothing when all is well."""
    before = rows()
    return [f"{cell}: {fault}" for cell in asked for fault in _faults(world, cell, before)]


def _faults(world: World, cell: Cell, before: Rows) -> Iterator[str]:
    policy = cell.address.policy
    if policy is None:
        yield "no policy is declared"
        return
    admitted = policy.admits(cell.actor.role, signed_in=cell.actor.signed_in)
    reach = cell.actor.reach(world) if admitted else set()
    refused = not admitted or (CHILD in cell.address.parameters and not _reaches(world, cell, reach))
    answer, after = _answer(world, cell, watched=refused)
    yield from _shows(cell, answer, reach)
    if answer.status_code >= 500 and cell.address.name not in ANSWERS_FAULTS:
        yield f"answered {answer.status_code}"
    if refused:
        if after != before:
            yield "changed rows, though it had to be refused"
        yield from _tells(world, cell, answer, policy, admitted=admitted)


def _shows(cell: Cell, answer: Answer, reach: set[int]) -> Iterator[str]:
    """Which children an answer shows, and how much of them, beyond what it may."""
    data, role = _everything(answer), cell.actor.role
    if foreign := shown(data) - reach:
        yield f"shows children out of reach: {sorted(foreign)}"
    if cell.address.name not in UNSEALS and shown(data, SEALED):
        yield "shows a sealed field without being asked for it"
    if role and rules()[role].sees is Sees.MASKED and shown(data):
        yield "shows a name that should be masked"


def _tells(world: World, cell: Cell, answer: Answer, policy: Policy, *, admitted: bool) -> Iterator[str]:
    """What a refusal tells that it should not."""
    status = answer.status_code
    if admitted and cell.method not in policy.methods:
        if status != 405:
            yield f"answered {status} to a method it does not know"
    elif admitted:
        absent = _answer(world, replace(cell, kind=Kind.ABSENT))[0]
        if status not in REFUSALS or _plain(answer) != _plain(absent):
            yield f"answered {status}, and {absent.status_code} for a child that is not there"
    elif not cell.actor.signed_in and policy.asks_for_sign_in:
        if status != 302 or "/login/" not in answer.headers["Location"]:
            yield f"answered {status} to somebody without an account"
    elif _plain(answer) != cell.actor.nothing_there(cell.method):
        yield f"answered {status}, not as an address that is not there"


def _reaches(world: World, cell: Cell, reach: set[int]) -> bool:
    if cell.actor.role is None:
        return False
    wanted = arguments(cell.address, world, cell.actor.role, cell.kind)[CHILD]
    return any(child.pk == wanted for number, child in world.numbers.items() if number in reach)


def _answer(world: World, cell: Cell, *, watched: bool = False) -> tuple[Answer, Rows]:
    values = arguments(cell.address, world, cell.actor.role or Role.BUREAU_OFFICER, cell.kind)
    return _requested(cell.actor.client, cell.method, cell.address.at(values), watched=watched)


def _requested(client: Client, method: str, path: str, *, watched: bool = False) -> tuple[Answer, Rows]:
    """The answer to a request and, if `watched`, the rows as they were after it; then all is as before."""
    cookies, client.raise_request_exception = client.cookies.copy(), False
    with transaction.atomic():
        answer: Answer = client.generic(method, path)
        answer.body = answer.getvalue() if answer.streaming else answer.content
        after = rows() if watched else ()
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, after


def rows() -> Rows:
    """Every row with children's data, and every post and account but for when it was last used."""
    tables = [f'SELECT * FROM "{model._meta.db_table}" ORDER BY id' for model in (*scoped_models(), Post)]  # noqa: S608
    people = "SELECT id, username, name, is_active, password FROM accounts_user ORDER BY id"
    with unrestricted("test"), connection.cursor() as cursor:
        found = []
        for statement in (*tables, people):
            cursor.execute(statement)
            found.append(cursor.fetchall())
    return tuple(found)


def _everything(answer: Answer) -> bytes:
    """Status line, headers, cookies and body."""
    head = f"{answer.status_code} {answer.reason_phrase} {dict(answer.headers)} {answer.cookies}"
    return head.encode() + b"\n" + answer.body


def _plain(answer: Answer) -> tuple[Any, ...]:
    """An answer without what differs between any two: the tokens of a form, a page and a request."""
    headers = {name: value for name, value in answer.headers.items() if name not in PASSING_HEADERS}
    return answer.status_code, headers, sorted(answer.cookies), CHANGING.sub(b"", answer.body)
