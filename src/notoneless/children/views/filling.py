"""Between forms and services: what was typed as facts and places, and what a form offers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from notoneless.accounts.scope import Scope
from notoneless.children.presenters.options import classes_at, schools_within, village_options
from notoneless.children.queries.children import Found
from notoneless.children.rules.facts import SEALED, Facts
from notoneless.children.services.writing import Placement
from notoneless.places.queries import class_by_id, division_by_id, school_by_id

CLEARED = "无"
"""Typed into a field that would otherwise stay as it is: from now on nothing is known."""


def choices_for(scope: Scope, school: UUID | None) -> dict[str, list[tuple[str, str]]]:
    """What a form of places offers: villages and schools within reach, the classes of one school."""
    return {
        "areas": village_options(scope),
        "schools": [(str(each.pk), each.name) for each in schools_within(scope)],
        "classes": [(str(each.pk), str(each)) for each in classes_at(school)],
    }


def placement_of(child: Found) -> dict[str, Any]:
    """Where the child is, as a form shows it first."""
    names = ("registered_in", "lives_in", "school", "school_class")
    return {"version": child.version, **{name: getattr(child, f"{name}_id") for name in names}}


def placement_at(given: Mapping[str, Any], child: Found | None = None) -> Placement:
    """The places that were chosen; who teaches at home stays."""
    return Placement(
        registered_in=_found(division_by_id, given["registered_in"]),
        lives_in=_found(division_by_id, given["lives_in"]),
        school=_found(school_by_id, given["school"]),
        school_class=_found(class_by_id, given["school_class"]),
        home_teacher=child.home_teacher if child else None,
    )


def _found(find: Any, given: str) -> Any:
    return find(UUID(given)) if given else None


def read_facts(given: Mapping[str, Any]) -> Facts:
    """The facts of a new record."""
    values = {name: given[name] for name in Facts.__dataclass_fields__}
    return Facts(**{**values, "sex": values["sex"] or "0"})


def read_changes(given: Mapping[str, Any]) -> dict[str, str]:
    """The facts that are to be otherwise; what was left empty is not among them."""
    values = {"name": given["name"], "sex": given["sex"]}
    if given["birth_on"]:
        values["birth_on"] = given["birth_on"].isoformat()
    filled = {name: given[name] for name in SEALED if given[name]}
    return values | {name: "" if value == CLEARED else value for name, value in filled.items()}
