"""A child's page: everything on it in words."""

from dataclasses import dataclass
from uuid import UUID

from notoneless.accounts.roles import Role
from notoneless.children.models import Child
from notoneless.children.presenters.words import (
    NOTHING,
    FieldShown,
    class_words,
    fields_shown,
    name_shown,
    place_words,
    sex_words,
    status_words,
)
from notoneless.children.states import ChildStatus


@dataclass(frozen=True, slots=True)
class ChildShown:
    """What the template needs; no model reaches it."""

    id: UUID
    name: str
    sex: str
    status: str
    is_active: bool
    version: int
    fields: list[FieldShown]
    registered_in: str
    lives_in: str
    school: str
    school_class: str
    home_teacher: str


def child_shown(child: Child, role: Role, *, is_masked: bool) -> ChildShown:
    """The child as this role sees it."""
    return ChildShown(
        id=child.pk,
        name=name_shown(child, is_masked=is_masked),
        sex=sex_words(child),
        status=status_words(child),
        is_active=child.status == ChildStatus.ACTIVE,
        version=child.version,
        fields=fields_shown(child, role.value),
        registered_in=place_words(child.registered_in),
        lives_in=place_words(child.lives_in),
        school=child.school.name if child.school is not None else NOTHING,
        school_class=class_words(child),
        home_teacher=child.home_teacher.name if child.home_teacher is not None else NOTHING,
    )
