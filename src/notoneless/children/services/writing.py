"""Putting facts and places into a row, with everything that follows from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from notoneless.accounts.models import User
from notoneless.children.models import Child
from notoneless.children.queries.finding import long_tail_index, mark_index, short_tail_index
from notoneless.children.rules.facts import Facts
from notoneless.children.rules.tails import tails
from notoneless.places.models import Division, School, SchoolClass
from notoneless.standards.names import parse_name
from notoneless.standards.pinyin import initials


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a child is registered, lives and learns, and who teaches it at home."""

    registered_in: Division | None = None
    lives_in: Division | None = None
    school: School | None = None
    school_class: SchoolClass | None = None
    home_teacher: User | None = None


PLACED = ("registered_in", "registered_path", "lives_in", "residence_path", "school", "school_class", "home_teacher")


def write_name(child: Child, name: str) -> tuple[str, ...]:
    """Set the name with its forms for searching; give the columns that were set."""
    read = parse_name(name)
    child.name = name[:60]
    child.name_key = read.text[:60]
    child.name_initials = initials(read.text)[:40]
    return "name", "name_key", "name_initials"


def write_number(child: Child, number: str) -> tuple[str, ...]:
    """Set the identity number with the indexes of its tails; its own index follows by itself."""
    ends = tails(number)
    child.id_number = number
    child.id_tail_index = long_tail_index(ends.long) if ends.long else None
    child.id_short_tail_index = short_tail_index(ends.short) if ends.short else None
    return "id_number", "id_tail_index", "id_short_tail_index"


def write_marked(child: Child, field: str, value: str) -> tuple[str, ...]:
    """Set disability or hardship with the mark by which lists filter."""
    setattr(child, field, value)
    setattr(child, f"{field}_mark", mark_index(field, value))
    return field, f"{field}_mark"


_WRITERS: Mapping[str, Callable[[Child, str], tuple[str, ...]]] = {
    "name": write_name,
    "id_number": write_number,
    "disability": lambda child, value: write_marked(child, "disability", value),
    "hardship": lambda child, value: write_marked(child, "hardship", value),
}


def write_fact(child: Child, field: str, value: object) -> tuple[str, ...]:
    """Set one fact; give the columns that were set."""
    if field in _WRITERS:
        return _WRITERS[field](child, str(value))
    setattr(child, field, value)
    return (field,)


def write_facts(child: Child, facts: Facts) -> None:
    """Set every fact."""
    for field in Facts.__dataclass_fields__:
        write_fact(child, field, getattr(facts, field))


def write_placement(child: Child, at: Placement) -> None:
    """Set the places, and the paths by which scope is told."""
    child.registered_in = at.registered_in
    child.registered_path = at.registered_in.path if at.registered_in else ""
    child.lives_in = at.lives_in
    child.residence_path = at.lives_in.path if at.lives_in else ""
    child.school = at.school
    child.school_class = at.school_class
    child.home_teacher = at.home_teacher
