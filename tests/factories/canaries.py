"""Children who carry a mark in every personal field, in two districts, and people in every role beside them.

A mark is a text which stands nowhere else. Where one of a child's marks is found, that child has been shown.
"""

import base64
import gzip
import io
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from tests.architecture.oracle import ChildFacts, Who
from tests.factories.people import Person, SmallWorld, everybody, small_world, user

from notoneless.accounts.models import User
from notoneless.accounts.roles import Role
from notoneless.accounts.scope import unrestricted
from notoneless.children.models import Child
from notoneless.places.models import Division, School, SchoolClass
from notoneless.protection.fields import SealedTextField

FOREIGN = "511792"
NAME = re.compile(rb"KZ(\d{4})Q", re.IGNORECASE)
"""The mark in a name, and in what is made of it."""
SEALED = re.compile(rb"KY(\d{4})Q|51179920150101(\d{4})|1990000(\d{4})", re.IGNORECASE)
"""The marks in everything that nobody sees unless they ask for it with a reason."""
NAMED = {"name", "name_key", "name_initials"}
NUMBERED = {"id_number": "51179920150101{:04d}", "phone": "1990000{:04d}"}
PLAIN = {"sex", "status", "registered_path", "residence_path"}
"""Text fields of a child which hold a code or a path."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){12,}")


@dataclass
class World:
    """Everything that the authorisation tests act on."""

    place: SmallWorld
    foreign: SmallWorld
    people: dict[Role, Person]
    children: list[Child] = field(default_factory=list)
    facts: dict[Any, ChildFacts] = field(default_factory=dict)
    numbers: dict[int, Child] = field(default_factory=dict)

    def child_facts(self, child: Child) -> ChildFacts:
        """What the oracle knows of a child: as it was made, not as the database has it."""
        return self.facts[child.pk]

    def facts_of(self, who: Person) -> Who:
        """What the oracle knows of a person: all in `people` are at the first places of the first district."""
        place = self.place
        return Who(
            role=str(who.post.role),
            person=str(who.user.pk),
            district=place.district.path,
            township=place.townships[0].path,
            village=place.villages[0].path,
            school=str(place.schools[0].pk),
            school_class=str(place.classes[0].pk),
            zone=(place.villages[0].path,),
        )


def canary_world() -> World:
    """Two districts, a person in each role in the first, and a child for each way of being inside or outside."""
    place, foreign = small_world(), small_world(FOREIGN)
    world = World(place, foreign, everybody(place))
    taught, other = world.people[Role.HOME_TEACHER].user, user("另一位送教教师")
    v, s, c = place.villages, place.schools, place.classes
    with unrestricted("test"):
        for spot in (
            _Spot(v[0], v[0], s[0], c[0]),  # of the own village, school and class
            _Spot(v[0], v[0], s[0], c[1]),  # of the sibling class
            _Spot(v[2], v[2], s[1], c[2]),  # of the other school in the other township
            _Spot(v[1], v[1], s[1], c[3]),  # of the own township's other village, at the other school
            _Spot(v[0], v[3], None, None),  # registered in the own village, living in the other township, at no school
            _Spot(v[3], v[0], None, None),  # living in the own village, registered in the other township
            _Spot(v[3], v[3], None, None, taught),  # taught at home by the own home teacher
            _Spot(v[3], v[3], None, None, other),  # taught at home by another
            _Spot(foreign.villages[0], foreign.villages[0], s[0], c[0]),  # of the foreign district, in the own class
            _Spot(
                foreign.villages[0], v[2], None, None
            ),  # registered in the foreign district, living in the other township
            _Spot(None, None, s[0], None),  # at the own school, nothing else known
            _Spot(
                foreign.villages[0], foreign.villages[0], foreign.schools[0], foreign.classes[0]
            ),  # foreign altogether
            _Spot(None, None, None, None),  # nothing known
        ):
            _child(world, spot)
    return world


@dataclass(frozen=True)
class _Spot:
    registered: Division | None
    lives: Division | None
    school: School | None
    school_class: SchoolClass | None
    teacher: User | None = None


def _child(world: World, spot: _Spot) -> None:
    number = len(world.children) + 1
    child = Child(
        registered_in=spot.registered,
        registered_path=spot.registered.path if spot.registered else "",
        lives_in=spot.lives,
        residence_path=spot.lives.path if spot.lives else "",
        school=spot.school,
        school_class=spot.school_class,
        home_teacher=spot.teacher,
    )
    for name in marked_fields():
        setattr(child, name, _mark(name).format(number))
    child.save()
    world.children.append(child)
    world.numbers[number] = child
    world.facts[child.pk] = ChildFacts(
        registered=spot.registered.path if spot.registered else "",
        lives=spot.lives.path if spot.lives else "",
        school=str(spot.school.pk) if spot.school else "",
        school_district=spot.school.division.path.split("/")[1] if spot.school else "",
        school_class=str(spot.school_class.pk) if spot.school_class else "",
        teacher=str(spot.teacher.pk) if spot.teacher else "",
    )


def _mark(name: str) -> str:
    return "测甲KZ{:04d}Q" if name in NAMED else NUMBERED.get(name, "记KY{:04d}Q")


def marked_fields() -> list[str]:
    """Every field of a child that takes free text: what is added later is marked too."""
    return [
        each.name
        for each in Child._meta.concrete_fields
        if isinstance(each, (SealedTextField, models.CharField, models.TextField))
        and not each.choices
        and each.name not in PLAIN
    ]


def shown(data: bytes, *marks: re.Pattern[bytes]) -> set[int]:
    """The numbers of the children whose marks (all, if none are given) stand in `data`, however it was written down.

    Plain in UTF-8, GB18030, JSON or an address (marks are ASCII), UTF-16, hexadecimal, base64, compressed or in an
    archive (xlsx).
    """
    found = (match for text in _readings(data) for mark in marks or (NAME, SEALED) for match in mark.finditer(text))
    return {int(next(filter(None, match.groups()))) for match in found}


def _readings(data: bytes, depth: int = 3) -> Iterator[bytes]:
    yield data
    yield data.replace(b"\x00", b"")
    yield urllib.parse.unquote_to_bytes(data)
    if not depth:
        return
    for found in _HEX.findall(data):
        yield bytes.fromhex(found.decode())
    for found in _BASE64.findall(data):
        for start in range(4):
            text = found[start:].replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
            yield base64.b64decode(text[: len(text) // 4 * 4])
    for inner in _unpacked(data):
        yield from _readings(inner, depth - 1)


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    elif data[:1] == b"\x78":
        try:
            yield zlib.decompress(data)
        except zlib.error:
            return
