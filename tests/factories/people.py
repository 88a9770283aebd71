"""People in posts, and browsers in which they are signed in.

    world = small_world()
    officer = person(Role.SCHOOL_OFFICER, world.schools[0])
    officer.client.get("/children/")          # signed in, acting in the post
    with acting(officer.scope): ...           # for services and queries

`person` writes the approved post as two other persons would have brought it about; what asks for and approves posts is
tested in tests/integration/accounts.
"""

import itertools
import time
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from notoneless.accounts.actors import organisation_of
from notoneless.accounts.models import Post, User
from notoneless.accounts.roles import Place, Role, rules
from notoneless.accounts.scope import Scope, scope_of
from notoneless.accounts.services.sessions import begin_session
from notoneless.accounts.sign_in_data import SESSION_ID
from notoneless.accounts.states import PostState
from notoneless.audit.actors import Actor
from notoneless.places.models import Division, School, SchoolClass, SchoolYear, Zone
from notoneless.standards.school_years import school_year, school_year_span

PASSWORD = "一块 蓝色 的 石头 7788"
DISTRICT = "511791"
_numbers = itertools.count(1)
Organisation = Division | School | SchoolClass


@dataclass
class SmallWorld:
    """A district of two townships with two villages each; in each township a school with two classes and a zone.

    `schools[0]` answers for `villages[0]`, `schools[1]` for `villages[2]`.
    """

    district: Division
    year: SchoolYear
    townships: list[Division] = field(default_factory=list)
    villages: list[Division] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    classes: list[SchoolClass] = field(default_factory=list)


@dataclass(frozen=True)
class Person:
    """Somebody in a post, with a browser in which they are signed in."""

    user: User
    post: Post
    client: Client

    @property
    def scope(self) -> Scope:
        """The scope of the post today."""
        return scope_of(self.post, timezone.localdate())

    @property
    def actor(self) -> Actor:
        """The person as the audit names them."""
        return Actor(
            id=str(self.user.pk),
            username=self.user.username,
            role=self.post.role,
            post=str(self.post.pk),
            organisation=organisation_of(self.post),
        )


def this_school_year() -> SchoolYear:
    """The school year of today; made if need be."""
    year = school_year(timezone.localdate())
    first, last = school_year_span(year)
    return SchoolYear.objects.get_or_create(name=f"{year}-{year + 1}", defaults={"starts_on": first, "ends_on": last})[
        0
    ]


def small_world(code: str = DISTRICT) -> SmallWorld:
    """A district to act in. `code`: 6 digits of a division that does not exist; another one for a foreign district."""
    district = Division.objects.create(code=code, name=f"测试区{code}", level="district", path=f"/{code}/")
    world = SmallWorld(district, this_school_year())
    for t in (1, 2):
        _township(world, f"{code}10{t}", f"测试乡{t}")
    return world


def _township(world: SmallWorld, code: str, name: str) -> None:
    path = f"{world.district.path}{code}/"
    township = Division.objects.create(code=code, name=name, level="township", parent=world.district, path=path)
    world.townships.append(township)
    for v in (201, 202):
        village = f"{code}{v}"
        world.villages.append(
            Division.objects.create(
                code=village, name=f"{name}{v}村", level="village", parent=township, path=f"{path}{village}/"
            )
        )
    school = School.objects.create(
        code=f"21517{next(_numbers):05d}", name=f"{name}小学", stage="primary", kind="primary_school", division=township
    )
    world.schools.append(school)
    Zone.objects.create(school=school, division=world.villages[-2], school_year=world.year, stage="primary")
    for number in (1, 2):
        world.classes.append(
            SchoolClass.objects.create(
                school=school, school_year=world.year, grade=1, number=number, name=f"一年级{number}班"
            )
        )


def user(name: str = "", *, active: bool = True) -> User:
    """A person with an account and a password, past the first steps, without any post."""
    number, now = next(_numbers), timezone.now()
    made = User(
        username=f"u{number:06d}",
        name=name or f"测试人{number}",
        is_active=active,
        activated_at=now,
        password_changed_at=now,
        last_seen_at=now,
    )
    made.set_password(PASSWORD)
    made.save()
    return made


def post_of(
    holder: User, role: Role, where: Organisation, *, from_on: date | None = None, until_on: date | None = None
) -> Post:
    """An approved post of a person, from the first day of this school year to its last if no days are given."""
    first, last = school_year_span(school_year(timezone.localdate()))
    now = timezone.now()
    return Post.objects.create(
        user=holder,
        role=role.value,
        from_on=from_on or first,
        until_on=until_on or last,
        state=PostState.APPROVED.value,
        reason="测试",
        requested_by=_registrar("申请人"),
        requested_as=Role.SECURITY_ADMIN.value,
        requested_at=now,
        decided_by=_registrar("批准人"),
        decided_at=now,
        **{rules()[role].place.value: where},
    )


def person(
    role: Role, where: Organisation, *, name: str = "", from_on: date | None = None, until_on: date | None = None
) -> Person:
    """Somebody in a role at an organisation, signed in.

    `where` is a district, township or village for those of divisions and the three administrators, a school for
    principals, school officers and home teachers, a class for class teachers. A class teacher's may be given as school:
    its first class is meant then.
    """
    holder = user(name)
    if rules()[role].place is Place.SCHOOL_CLASS and isinstance(where, School):
        where = SchoolClass.objects.filter(school=where).order_by("grade", "number")[0]
    post = post_of(holder, role, where, from_on=from_on, until_on=until_on)
    return Person(holder, post, signed_in(holder, post))


def signed_in(holder: User, post: Post | None = None, *, confirmed: bool = True) -> Client:
    """A browser in which a person is signed in, acting in `post`.

    `confirmed`: they have just typed the password again, so pages that ask for it open.
    """
    client = Client()
    client.force_login(holder, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    if SESSION_ID not in session:
        begun = begin_session(user=holder, user_agent="", address="127.0.0.1", now=timezone.now())
        session[SESSION_ID] = str(begun.pk)
    if post is not None:
        session["post"] = str(post.pk)
    if confirmed:
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "username": holder.username, "reauthenticated": True}
        ]
    session.save()
    return client


def everybody(world: SmallWorld) -> dict[Role, Person]:
    """One person in each role, all in the first township, school, village and class of the world."""
    places: dict[str, Organisation] = {
        "district": world.district,
        "township": world.townships[0],
        "village": world.villages[0],
        "school": world.schools[0],
        "class": world.classes[0],
        "children": world.schools[0],
        "none": world.district,
    }
    return {role: person(role, places[rule.area]) for role, rule in rules().items()}


def yesterday() -> date:
    """The day before today."""
    return timezone.localdate() - timedelta(days=1)


def _registrar(name: str) -> User:
    return User.objects.get_or_create(username=f"registrar-{name}", defaults={"name": name, "is_active": False})[0]
