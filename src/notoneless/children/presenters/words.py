"""A child in words: masked unless somebody has asked for one field with a reason."""

from dataclasses import dataclass

from notoneless.children.models import Child
from notoneless.children.models.child import SEXES
from notoneless.children.rules.fields import MaskedField, masked_fields, may_reveal
from notoneless.children.states import WORDS, ChildStatus
from notoneless.places.models import Division
from notoneless.protection.masking import masked

NOTHING = "—"


def masked_value(child: Child, field: str) -> str:
    """A field as pages and lists show it; a dash where nothing is known."""
    value = plain_value(child, field)
    return masked(masked_fields()[field].mask, value) if value else NOTHING


def plain_value(child: Child, field: str) -> str:
    """A field in clear, as text."""
    value = getattr(child, field)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def name_shown(child: Child, *, is_masked: bool) -> str:
    """The name, or what a reader who sees names masked may have of it."""
    return masked_value(child, "name") if is_masked else child.name


def sex_words(child: Child) -> str:
    """男, 女 …"""
    return SEXES[child.sex]


def status_words(child: Child) -> str:
    """在册 …"""
    return WORDS[ChildStatus(child.status)]


def place_words(division: Division | None) -> str:
    """The township and the village."""
    if division is None:
        return NOTHING
    parent = division.parent
    return f"{parent.name}{division.name}" if parent is not None and parent.parent_id is not None else division.name


def class_words(child: Child) -> str:
    """The class, without its school."""
    return str(child.school_class) if child.school_class is not None else NOTHING


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A masked field on the child's page; `revealable` when this reader may ask for it."""

    name: str
    label: str
    masked: str
    revealable: bool


def fields_shown(child: Child, role: str) -> list[FieldShown]:
    """The masked fields of the page, the name aside."""
    return [_shown(child, field, role) for name, field in masked_fields().items() if name != "name"]


def _shown(child: Child, field: MaskedField, role: str) -> FieldShown:
    known = bool(plain_value(child, field.name))
    return FieldShown(field.name, field.label, masked_value(child, field.name), known and may_reveal(role, field.name))
