"""Children found: by what was typed, and by conditions that stay in the address of a list or in an export request."""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from django.db.models import Q, QuerySet

from notoneless.children.models import Child
from notoneless.children.rules.searching import Search, meaning_of
from notoneless.children.states import ChildStatus
from notoneless.places.queries.areas import below
from notoneless.protection.indexes import blind_index

PLACES = ("registered_in__parent", "lives_in__parent", "school", "school_class", "home_teacher")


def children() -> QuerySet[Child]:
    """The children within reach whose records have not been erased, with their places."""
    found: QuerySet[Child] = Child.objects.exclude(status=ChildStatus.ERASED)
    return found.select_related(*PLACES)


def typed(rows: QuerySet[Child], words: str) -> QuerySet[Child]:
    """The rows that what was typed may mean: a part of a name, initials, a number or its last digits."""
    search = meaning_of(words)
    return rows.filter(_MEANINGS[search.meaning](search))


def _name(search: Search) -> Q:
    return Q(name_key__contains=search.words)


def _initials(search: Search) -> Q:
    """From the first letter on; of a name in Latin letters the initials are all of its letters."""
    last = search.words[:-1] + chr(ord(search.words[-1]) + 1)
    return Q(name_initials__gte=search.words, name_initials__lt=last)


def _number(search: Search) -> Q:
    return Q(id_number_index=number_index(search.words))


def _long_tail(search: Search) -> Q:
    return Q(id_tail_index=long_tail_index(search.words))


def _short_tail(search: Search) -> Q:
    return Q(id_short_tail_index=short_tail_index(search.words))


_MEANINGS: Mapping[str, Callable[[Search], Q]] = {
    "nothing": lambda _search: Q(),
    "too_short": lambda _search: Q(pk__in=()),
    "name": _name,
    "initials": _initials,
    "number": _number,
    "long_tail": _long_tail,
    "short_tail": _short_tail,
}

number_index = partial(blind_index, "id_number")
long_tail_index = partial(blind_index, "id_tail")
short_tail_index = partial(blind_index, "id_short_tail")


def mark_index(field: str, value: str) -> bytes:
    """The blind index that says whether the field is filled: it can be filtered by, and not read."""
    return blind_index(f"{field}_mark", "yes" if value else "no")


def area_value(path: str) -> str:
    """A path of divisions as it stands in an address: 511791-511791103."""
    return path.strip("/").replace("/", "-")


def _area(value: str) -> Q:
    path = f"/{value.replace('-', '/')}/"
    return Q(**below(path, "registered_path")) | Q(**below(path, "residence_path"))


def _school(value: str) -> Q:
    return Q(school_id=value) if _is_id(value) else Q(pk__in=())


def _class(value: str) -> Q:
    return Q(school_class_id=value) if _is_id(value) else Q(pk__in=())


def _grade(value: str) -> Q:
    return Q(school_class__grade=value) if value.isdigit() else Q(pk__in=())


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _filled(field: str, value: str) -> Q:
    return Q(**{f"{field}_mark": mark_index(field, "some" if value == "yes" else "")})


CONDITIONS: Mapping[str, Callable[[str], Q]] = {
    "area": _area,
    "school": _school,
    "school_class": _class,
    "grade": _grade,
    "sex": lambda value: Q(sex=value),
    "status": lambda value: Q(status=value),
    "placed": lambda value: Q(school__isnull=value != "yes"),
    "hardship": partial(_filled, "hardship"),
    "disability": partial(_filled, "disability"),
}
"""A condition for each name that a list or an export request may carry."""


def found(filters: Mapping[str, str]) -> QuerySet[Child]:
    """The children under these conditions; `q` is what was typed. Unknown names are left out."""
    rows = typed(children(), filters.get("q", ""))
    for name, value in filters.items():
        if value and name in CONDITIONS:
            rows = rows.filter(CONDITIONS[name](value))
    return rows
