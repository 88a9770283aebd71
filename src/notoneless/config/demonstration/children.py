"""Children of the made-up district, as the sample generator makes them, at the places of `places`.

The same seed and day give the same children. Their numbers stand on division codes that do not exist.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from notoneless.accounts.models import Post, User
from notoneless.accounts.roles import Role
from notoneless.accounts.scope import unrestricted
from notoneless.audit.actors import SYSTEM, Actor
from notoneless.children.models import Child
from notoneless.children.rules.facts import Facts
from notoneless.children.services.registering import load_children
from notoneless.children.services.writing import Placement
from notoneless.config.demonstration.places import TOWNSHIPS
from notoneless.places.models import Division, School, SchoolClass
from notoneless.places.queries import PlaceFinder, classes_of, current_school_year, schools_in
from notoneless.samples.chance import stream
from notoneless.samples.chunks import TOWNSHIP_CHILDREN, Chunk
from notoneless.samples.people import people_of
from notoneless.samples.places import Places, places_of

REASON = "set_up_demonstration"
TEACHER_SCHOOL = 0
"""Which school of the district sends the home teacher."""
_SEXES = {"男": "1", "女": "2"}
_HARDSHIPS = ("脱贫户", "监测户", "低保", "特困供养", "孤儿", "事实无人抚养儿童", "突发严重困难户")
_DISABILITIES = ("视力残疾", "听力残疾", "言语残疾", "肢体残疾", "智力残疾", "精神残疾", "多重残疾")
_DEGREES = ("一级", "二级", "三级", "四级")


def chunk_of(seed: int, as_of: date) -> Chunk:
    """The children of the six townships."""
    return Chunk(seed, 0, 1, 1, TOWNSHIPS * TOWNSHIP_CHILDREN, 0, TOWNSHIPS, as_of)


def make_children(district: Division, *, seed: int = 7, as_of: date, by: Actor = SYSTEM) -> int:
    """Register them, unless there are children already; give how many."""
    with unrestricted(REASON):
        if Child.objects.exists():
            return 0
        return load_children(_rows(district, seed, as_of), by=by)


def _rows(district: Division, seed: int, as_of: date) -> Iterator[tuple[Facts, Placement]]:
    chunk = chunk_of(seed, as_of)
    places = places_of(chunk)
    people = people_of(chunk, places)
    where = _Where(district, places, as_of)
    chance = stream(seed, 0, "house")
    drawn = chance.integers(1 << 20, size=(people.height, 3))
    for row, draw in zip(people.iter_rows(named=True), drawn, strict=True):
        yield _facts(row, draw), where.placement(row)


def _facts(row: dict[str, Any], draw: np.ndarray[Any, Any]) -> Facts:
    degree = _DEGREES[draw[1] % len(_DEGREES)]
    return Facts(
        name=row["name"],
        sex=_SEXES[row["sex"]],
        birth_on=row["birth"],
        id_number=row["id_number"],
        guardian=row["guardian"],
        phone=row["phone"],
        address=f"霁川区{row['township']}{row['village']}{row['group']}",
        disability=f"{_DISABILITIES[draw[0] % len(_DISABILITIES)]}{degree}" if row["_disabled"] else "",
        hardship=_HARDSHIPS[draw[2] % len(_HARDSHIPS)] if row["_hardship"] else "",
    )


class _Where:
    """The places of the database by what the sample calls them."""

    def __init__(self, district: Division, places: Places, as_of: date) -> None:
        self._finder = PlaceFinder(district.path)
        self._villages: dict[tuple[str, str], Division] = {}
        schools: dict[str, School] = {school.code: school for school in schools_in(district.path)}
        self._schools: list[School] = [schools[code] for code in places.school_codes]
        self._special: School = self._schools[places.special]
        self._classes = _classes(as_of)
        self._teacher = _home_teacher()

    def placement(self, row: dict[str, Any]) -> Placement:
        """Registered where the register has it, living there unless away, at the school that it attends."""
        village = self._village(row["township"], row["village"])
        away = row["outside"] or row["status"] == "out_known"
        school = self._school(row)
        teacher = self._teacher if row["status"] == "home_teaching" else None
        return Placement(
            registered_in=village if row["_registered"] else None,
            lives_in=None if away else village,
            school=school,
            school_class=self._class(school, row),
            home_teacher=teacher,
        )

    def _village(self, township: str, village: str) -> Division:
        key = township, village
        if key not in self._villages:
            self._villages[key] = self._finder.village(self._finder.township(township), village)
        return self._villages[key]

    def _school(self, row: dict[str, Any]) -> School | None:
        if row["status"] == "special_school":
            return self._special
        at: int = row["_school"]
        return self._schools[at] if row["_attends"] or row["status"] == "home_teaching" else None

    def _class(self, school: School | None, row: dict[str, Any]) -> SchoolClass | None:
        rooms = self._classes.get((school.pk, row["_grade"]), []) if school is not None else []
        return rooms[row["_room"] % len(rooms)] if rooms else None


def _classes(as_of: date) -> dict[tuple[Any, int], list[SchoolClass]]:
    year = current_school_year(as_of)
    found: dict[tuple[Any, int], list[SchoolClass]] = {}
    for each in classes_of(year) if year else ():
        found.setdefault((each.school_id, each.grade), []).append(each)
    return found


def _home_teacher() -> User | None:
    post = Post.objects.filter(role=Role.HOME_TEACHER).select_related("user").first()
    return post.user if post else None
