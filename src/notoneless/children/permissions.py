"""Who may do what with a child's record within reach. Where, the scope says; in which state, the states."""

from notoneless.accounts.roles import Area, Permission, Role, may
from notoneless.accounts.scope import Scope
from notoneless.children.rules.fields import masked_fields, may_reveal
from notoneless.children.rules.refusals import RefusedError
from notoneless.places.models import Division, School
from notoneless.places.rules.paths import is_below


def check_may_reveal(role: str, field: str) -> None:
    """Raises RefusedError when this role may not have the field in clear."""
    if field not in masked_fields():
        raise RefusedError("没有这个字段。")
    if not (may(Role(role), Permission.REVEAL_FIELDS) and may_reveal(role, field)):
        raise RefusedError(f"您的岗位不能查看{masked_fields()[field].label}的原文。")


def check_may_place(scope: Scope, *, school: School | None, divisions: tuple[Division | None, ...]) -> None:
    """A school places children in itself, a township in itself, the bureau anywhere in the district.

    Raises RefusedError naming what lies outside.
    """
    if school is not None and not _may_choose_school(scope, school):
        raise RefusedError("只能选择本单位管辖范围内的学校。", "school")
    for division in divisions:
        if division is not None and not _may_choose_division(scope, division):
            raise RefusedError(f"“{division.name}”不在您的管辖范围内。", "registered_in")


def check_is_within_reach(scope: Scope, *, school: School | None, divisions: tuple[Division | None, ...]) -> None:
    """Nobody makes a record that they could not see themselves. Raises RefusedError."""
    below = any(is_below(place.path, path) for place in divisions if place is not None for path in scope.paths)
    own = school is not None and (
        school.pk == scope.school or (scope.area is Area.DISTRICT and _may_choose_school(scope, school))
    )
    if not (below or own):
        raise RefusedError("请选择本单位管辖范围内的学校或村（社区），否则登记后您自己也看不到。", "registered_in")


def _may_choose_school(scope: Scope, school: School) -> bool:
    if scope.area is Area.SCHOOL:
        return school.pk == scope.school
    return any(is_below(school.division.path, path) for path in scope.paths)


def _may_choose_division(scope: Scope, division: Division) -> bool:
    """A school may name any place of the district: a child at it may live outside its zone."""
    if scope.area is Area.SCHOOL:
        return True
    return any(is_below(division.path, path) for path in scope.paths)
