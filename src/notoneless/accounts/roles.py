"""The roles of the product, what their organisation is, what each may do, and who grants them. Rules as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from notoneless.standards.tables import load

PACKAGE = "notoneless.accounts"


class Role(StrEnum):
    """Who somebody is in a post."""

    BUREAU_OFFICER = "bureau_officer"
    BUREAU_LEADER = "bureau_leader"
    TOWNSHIP_OFFICER = "township_officer"
    VILLAGE_SURVEYOR = "village_surveyor"
    PRINCIPAL = "principal"
    SCHOOL_OFFICER = "school_officer"
    CLASS_TEACHER = "class_teacher"
    HOME_TEACHER = "home_teacher"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDITOR = "auditor"


THREE_ADMINS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})
"""三员: their rights are disjoint, none sees a child, and nobody holds two of them (GB/T 22239-2019 8.1.5)."""


class Area(StrEnum):
    """What a post's organisation is, and with it which children are in its scope."""

    DISTRICT = "district"
    TOWNSHIP = "township"
    VILLAGE = "village"
    SCHOOL = "school"
    CLASS = "class"
    CHILDREN = "children"
    """The children assigned to a person; the organisation is the school that sends them."""
    NONE = "none"
    """No child; the organisation is the district's bureau."""


class Sees(StrEnum):
    """Whether a role sees children."""

    YES = "yes"
    MASKED = "masked"
    NO = "no"


class Place(StrEnum):
    """Which of the three columns of a post names its organisation."""

    DIVISION = "division"
    SCHOOL = "school"
    SCHOOL_CLASS = "school_class"


PLACES: Mapping[Area, Place] = MappingProxyType(
    {
        Area.DISTRICT: Place.DIVISION,
        Area.TOWNSHIP: Place.DIVISION,
        Area.VILLAGE: Place.DIVISION,
        Area.SCHOOL: Place.SCHOOL,
        Area.CLASS: Place.SCHOOL_CLASS,
        Area.CHILDREN: Place.SCHOOL,
        Area.NONE: Place.DIVISION,
    }
)
LEVELS: Mapping[Area, str] = MappingProxyType(
    {Area.DISTRICT: "district", Area.TOWNSHIP: "township", Area.VILLAGE: "village", Area.NONE: "district"}
)
"""The level of the division of a post, where its organisation is a division."""


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What holds for a role, whoever has it."""

    role: Role
    words: str
    area: Area
    sees: Sees

    @property
    def place(self) -> Place:
        """Which column of a post names the organisation."""
        return PLACES[self.area]


class Within(StrEnum):
    """Where the one who asks for a post must be."""

    ANYWHERE = "anywhere"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class GrantRule:
    """One way in which a role comes to a person: who asks, who approves, and where the one who asks must be."""

    role: Role
    requested_by: Role
    approved_by: Role
    within: Within


class Permission(StrEnum):
    """What somebody may do, in words that a person can review."""

    SEE_CHILDREN = "see_children"
    REVEAL_FIELDS = "reveal_fields"
    CHANGE_CHILDREN = "change_children"
    SEE_WHO_LOOKED = "see_who_looked"
    REQUEST_EXPORTS = "request_exports"
    APPROVE_EXPORTS = "approve_exports"
    SEE_PLACES = "see_places"
    CHANGE_PLACES = "change_places"
    CHANGE_CLASSES = "change_classes"
    REQUEST_CLASS_POSTS = "request_class_posts"
    REQUEST_POSTS = "request_posts"
    APPROVE_POSTS = "approve_posts"
    END_POSTS = "end_posts"
    CREATE_ACCOUNTS = "create_accounts"
    UNLOCK_ACCOUNTS = "unlock_accounts"
    RESTORE_ACCOUNTS = "restore_accounts"
    RUN_SYSTEM = "run_system"
    MANAGE_POLICY = "manage_policy"
    READ_AUDIT = "read_audit"


@cache
def rules() -> Mapping[Role, RoleRule]:
    """Every role with its rule, in the order of the table."""
    rows = load("roles", PACKAGE).rows
    return MappingProxyType(
        {
            Role(row["role"]): RoleRule(Role(row["role"]), row["words"], Area(row["area"]), Sees(row["sees"]))
            for row in rows
        }
    )


@cache
def grant_rules() -> tuple[GrantRule, ...]:
    """Every way in which a role may come to a person."""
    return tuple(
        GrantRule(Role(row["role"]), Role(row["requested_by"]), Role(row["approved_by"]), Within(row["within"]))
        for row in load("grants", PACKAGE).rows
    )


@cache
def role_permissions() -> Mapping[Role, frozenset[Permission]]:
    """What each role may do."""
    rows = load("permissions", PACKAGE).rows
    return MappingProxyType(
        {role: frozenset(Permission(row["permission"]) for row in rows if row[role] == "yes") for role in Role}
    )


@cache
def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that may do this."""
    return frozenset(role for role, held in role_permissions().items() if permission in held)


def may(role: Role, permission: Permission) -> bool:
    """Whether the role may do this somewhere; where, its scope says."""
    return permission in role_permissions()[role]
