"""Who may reach which child, said a second time: by the product's own words, and with none of the product's code.

The tests compare what the application does with this. A person can read it from top to bottom; change it only when
docs/explanation/who-may-see-what.md changes.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Who:
    """A person in a post, as plain facts. Paths are "/511791/511791101/"."""

    role: str
    person: str
    district: str
    township: str
    village: str
    school: str
    school_class: str
    zone: tuple[str, ...]


@dataclass(frozen=True)
class ChildFacts:
    """A child, as plain facts; empty where not known."""

    registered: str = ""
    lives: str = ""
    school: str = ""
    school_district: str = ""
    school_class: str = ""
    teacher: str = ""


def _in(place: str, area: str) -> bool:
    return bool(place) and place.startswith(area)


TIES: dict[str, Callable[[Who, ChildFacts], bool]] = {
    "户籍在本区县": lambda who, child: _in(child.registered, who.district),
    "居住在本区县": lambda who, child: _in(child.lives, who.district),
    "就读于本区县学校": lambda who, child: bool(child.school) and f"/{child.school_district}/" == who.district,
    "户籍在本乡镇": lambda who, child: _in(child.registered, who.township),
    "居住在本乡镇": lambda who, child: _in(child.lives, who.township),
    "户籍在本村": lambda who, child: _in(child.registered, who.village),
    "居住在本村": lambda who, child: _in(child.lives, who.village),
    "就读于本校": lambda who, child: bool(child.school) and child.school == who.school,
    "户籍在本校片区": lambda who, child: any(_in(child.registered, village) for village in who.zone),
    "居住在本校片区": lambda who, child: any(_in(child.lives, village) for village in who.zone),
    "在本班": lambda who, child: bool(child.school_class) and child.school_class == who.school_class,
    "由本人送教": lambda who, child: bool(child.teacher) and child.teacher == who.person,
}
DISTRICT = ("户籍在本区县", "居住在本区县", "就读于本区县学校")
SCHOOL = ("就读于本校", "户籍在本校片区", "居住在本校片区")
REACH: dict[str, tuple[str, ...]] = {
    "bureau_officer": DISTRICT,
    "bureau_leader": DISTRICT,
    "township_officer": ("户籍在本乡镇", "居住在本乡镇"),
    "village_surveyor": ("户籍在本村", "居住在本村"),
    "principal": SCHOOL,
    "school_officer": SCHOOL,
    "class_teacher": ("在本班",),
    "home_teacher": ("由本人送教",),
    "system_admin": (),
    "security_admin": (),
    "auditor": (),
}
"""By any one of these ties a role reaches a child; without any, it does not."""


def reaches(who: Who, child: ChildFacts) -> bool:
    """Whether somebody may reach a child."""
    return any(TIES[tie](who, child) for tie in REACH[who.role])
