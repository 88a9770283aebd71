"""Scopes in districts put together by chance: what a role reaches is what the oracle says, wherever its post is."""

import random
from typing import Any

import pytest
from django.utils import timezone
from tests.architecture.oracle import ChildFacts, Who, reaches
from tests.factories.people import SmallWorld, small_world, this_school_year, user

from notoneless.accounts.models import Post
from notoneless.accounts.roles import Role, rules
from notoneless.accounts.scope import acting, scope_of, unrestricted
from notoneless.accounts.states import PostState
from notoneless.children.models import Child
from notoneless.places.models import Division, School, SchoolClass, Zone

pytestmark = pytest.mark.django_db
CHILDREN = 60


class Chance:
    """Three districts; zones, children and posts laid down by a seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.worlds = [small_world(f"51179{number}") for number in (1, 2, 3)]
        self.teachers = [user() for _ in range(3)]
        Zone.objects.all().delete()
        self.zones: dict[Any, list[Division]] = {}
        for world in self.worlds:
            for village in world.villages:
                if self.dice.random() < 0.7:
                    self._zone(village, self.dice.choice(world.schools))
        self.facts: dict[Any, ChildFacts] = {}
        with unrestricted("test"):
            for _ in range(CHILDREN):
                self._child()

    def _zone(self, village: Division, school: School) -> None:
        Zone.objects.create(school=school, division=village, school_year=this_school_year(), stage="primary")
        self.zones.setdefault(school.pk, []).append(village)

    def _maybe(self, among: list[Any]) -> Any:
        return self.dice.choice(among) if self.dice.random() < 0.7 else None

    def _child(self) -> None:
        places = [each for world in self.worlds for each in (world.district, *world.townships, *world.villages)]
        registered, lives = self._maybe(places), self._maybe(places)
        a_class: SchoolClass | None = self._maybe([each for world in self.worlds for each in world.classes])
        teacher = self._maybe(self.teachers)
        child = Child.objects.create(
            name="测甲",
            registered_in=registered,
            registered_path=registered.path if registered else "",
            lives_in=lives,
            residence_path=lives.path if lives else "",
            school=a_class.school if a_class else None,
            school_class=a_class,
            home_teacher=teacher,
        )
        self.facts[child.pk] = ChildFacts(
            registered=child.registered_path,
            lives=child.residence_path,
            school=str(a_class.school.pk) if a_class else "",
            school_district=a_class.school.division.path.split("/")[1] if a_class else "",
            school_class=str(a_class.pk) if a_class else "",
            teacher=str(teacher.pk) if teacher else "",
        )

    def post(self, role: Role) -> tuple[Post, Who]:
        """A post of this role anywhere, and the same as plain facts."""
        world: SmallWorld = self.dice.choice(self.worlds)
        holder = self.dice.choice(self.teachers)
        kinds: dict[str, list[Any]] = {
            "district": [world.district],
            "none": [world.district],
            "township": world.townships,
            "village": world.villages,
            "school": world.schools,
            "children": world.schools,
            "class": world.classes,
        }
        where = self.dice.choice(kinds[rules()[role].area])
        today = timezone.localdate()
        made = Post(user=holder, role=role.value, from_on=today, until_on=today, state=PostState.APPROVED.value)
        setattr(made, rules()[role].place.value, where)
        path = where.path if isinstance(where, Division) else ""
        who = Who(
            role=str(role),
            person=str(holder.pk),
            district=path,
            township=path,
            village=path,
            school=str(where.pk),
            school_class=str(where.pk),
            zone=tuple(village.path for village in self.zones.get(where.pk, [])),
        )
        return made, who


@pytest.mark.parametrize("seed", range(4))
def test_any_post_reaches_what_the_oracle_says(seed: int) -> None:
    chance = Chance(seed)
    for role in list(Role) * 4:
        post, who = chance.post(role)
        with acting(scope_of(post, timezone.localdate())):
            found = set(Child.objects.values_list("pk", flat=True))
        assert found == {key for key, facts in chance.facts.items() if reaches(who, facts)}, (role, who)
