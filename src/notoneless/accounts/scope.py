"""Which children somebody may reach. A scope is active or there is none; without one no child can be queried.

The active scope lives in a ContextVar: each thread and each task of an event loop has its own.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from notoneless.accounts.models import Post
from notoneless.accounts.roles import Area, Role, Sees, rules
from notoneless.places.models import School, Zone
from notoneless.places.queries.areas import areas_in

log = logging.getLogger(__name__)


class NoScopeError(RuntimeError):
    """Children's data were queried with no scope active: a fault of the program, never of the person."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The children within reach: by area, and the paths, school, class or person which that area is about.

    `everything` is for jobs alone. `masked` says that names are shown masked.
    """

    area: Area
    paths: tuple[str, ...] = ()
    school: UUID | None = None
    school_class: UUID | None = None
    person: UUID | None = None
    masked: bool = False
    everything: bool = False

    def condition(self, prefix: str = "") -> Q:
        """The filter on a model whose child is reached through `prefix` ("" on the child, "child__" elsewhere)."""
        if self.everything:
            return Q()
        return CONDITIONS[self.area](self, prefix)


NO_ROW = Q(pk__in=())
NOTHING = Scope(Area.NONE)
"""The scope of whoever sees no child: queries answer with no row."""
EVERYTHING = Scope(Area.NONE, everything=True)
"""The scope of a job, reached only by `unrestricted`."""


def _paths(scope: Scope, prefix: str) -> Q:
    """Registered or living below one of the paths. Ranges, so that an index serves them."""
    columns = (f"{prefix}registered_path", f"{prefix}residence_path")
    return reduce(or_, (areas_in(scope.paths, column) for column in columns))


def _district(scope: Scope, prefix: str) -> Q:
    """Registered, living, or at a school in the district."""
    at_school = School.objects.filter(areas_in(scope.paths, "division__path")).order_by().values("pk")
    return _paths(scope, prefix) | Q(**{f"{prefix}school_id__in": at_school})


def _school(scope: Scope, prefix: str) -> Q:
    """At the school, or registered or living in its zone."""
    return _paths(scope, prefix) | Q(**{f"{prefix}school_id": scope.school})


def _class(scope: Scope, prefix: str) -> Q:
    return Q(**{f"{prefix}school_class_id": scope.school_class})


def _assigned(scope: Scope, prefix: str) -> Q:
    return Q(**{f"{prefix}home_teacher_id": scope.person})


def _nothing(scope: Scope, prefix: str) -> Q:
    return NO_ROW


CONDITIONS = {
    Area.DISTRICT: _district,
    Area.TOWNSHIP: _paths,
    Area.VILLAGE: _paths,
    Area.SCHOOL: _school,
    Area.CLASS: _class,
    Area.CHILDREN: _assigned,
    Area.NONE: _nothing,
}


def scope_of(post: Post | None, today: date) -> Scope:
    """The scope of a post on a day. A post that does not count on that day, or none, reaches nothing."""
    if post is None or not post.counts_on(today):
        return NOTHING
    rule = rules()[Role(post.role)]
    if rule.sees is Sees.NO:
        return NOTHING
    return Scope(
        rule.area,
        paths=_paths_of(post, rule.area, today),
        school=post.school_id,
        school_class=post.school_class_id,
        person=post.user_id,
        masked=rule.sees is Sees.MASKED,
    )


def _paths_of(post: Post, area: Area, today: date) -> tuple[str, ...]:
    """The path of the post's division, or of the villages in the zone of its school."""
    if post.division is not None:
        return (post.division.path,)
    if area is not Area.SCHOOL or post.school_id is None:
        return ()
    zones = Zone.objects.filter(
        school=post.school_id, closed_on=None, school_year__starts_on__lte=today, school_year__ends_on__gte=today
    )
    return tuple(sorted(set(zones.order_by().values_list("division__path", flat=True))))


_active: ContextVar[Scope | None] = ContextVar("notoneless_scope", default=None)


def active_scope() -> Scope | None:
    """The scope that is active here, if any."""
    return _active.get()


def required_scope() -> Scope:
    """The scope that is active here. Raises NoScopeError where there is none."""
    scope = _active.get()
    if scope is None:
        raise NoScopeError("children's data were queried with no scope active; see accounts.scope.acting")
    return scope


@contextmanager
def acting(scope: Scope) -> Iterator[Scope]:
    """Within, queries on children's data reach what `scope` reaches."""
    token = _active.set(scope)
    try:
        yield scope
    finally:
        _active.reset(token)


@contextmanager
def unrestricted(reason: str) -> Iterator[Scope]:
    """Within, queries reach every child: for jobs, never for a page. Each reason is a row of `unrestricted.csv`."""
    if not reason:
        raise ValueError("unrestricted access to children's data needs a reason")
    log.info("children's data reached without restriction: %s", reason)
    with acting(EVERYTHING) as scope:
        yield scope
