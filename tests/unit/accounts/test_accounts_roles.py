"""Who may do what, as tables: three administrators apart from each other and from children, few clear permissions."""

from itertools import combinations

import pytest

from notoneless.accounts.roles import (
    LEVELS,
    PLACES,
    THREE_ADMINS,
    Area,
    Permission,
    Place,
    Role,
    Sees,
    grant_rules,
    may,
    role_permissions,
    roles_with,
    rules,
)
from notoneless.standards.tables import load

ABOUT_CHILDREN = {
    Permission.SEE_CHILDREN,
    Permission.REVEAL_FIELDS,
    Permission.CHANGE_CHILDREN,
    Permission.SEE_WHO_LOOKED,
    Permission.REQUEST_EXPORTS,
    Permission.APPROVE_EXPORTS,
}


def test_every_role_has_a_rule_and_permissions() -> None:
    assert set(rules()) == set(Role)
    assert all(role_permissions()[role] for role in Role)


def test_every_permission_is_somebodys_and_there_are_few() -> None:
    rows = load("permissions", "notoneless.accounts").rows
    assert {row["permission"] for row in rows} == set(Permission)
    assert all(roles_with(permission) for permission in Permission)
    assert len(Permission) <= 20


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(THREE_ADMINS), 2)))
def test_no_two_administrators_share_a_permission(one: Role, other: Role) -> None:
    assert not role_permissions()[one] & role_permissions()[other]


@pytest.mark.parametrize("admin", sorted(THREE_ADMINS))
def test_no_administrator_has_to_do_with_children(admin: Role) -> None:
    assert not role_permissions()[admin] & ABOUT_CHILDREN
    assert rules()[admin].sees is Sees.NO
    assert rules()[admin].area is Area.NONE


def test_who_sees_children_sees_them_somewhere() -> None:
    for role, rule in rules().items():
        assert may(role, Permission.SEE_CHILDREN) == (rule.sees is not Sees.NO) == (rule.area is not Area.NONE)


def test_leaders_see_masked_names() -> None:
    assert [role for role, rule in rules().items() if rule.sees is Sees.MASKED] == [Role.BUREAU_LEADER]


def test_every_area_has_an_organisation_and_every_division_a_level() -> None:
    assert set(PLACES) == set(Area)
    assert {area for area, place in PLACES.items() if place is Place.DIVISION} == set(LEVELS)


def test_every_role_comes_by_two_different_roles() -> None:
    for rule in grant_rules():
        assert rule.requested_by is not rule.approved_by
    assert {rule.role for rule in grant_rules()} == set(Role)


def test_who_asks_and_who_approves_holds_the_permission() -> None:
    for rule in grant_rules():
        assert may(rule.approved_by, Permission.APPROVE_POSTS)
        asks = {Permission.REQUEST_POSTS, Permission.REQUEST_CLASS_POSTS}
        assert role_permissions()[rule.requested_by] & asks
