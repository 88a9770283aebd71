"""The register of fields: class, mask, purpose, basis and retention of every field that the house stores.

Each app has a table `privacy` with one row for each field of each of its models.

Source: 个人信息保护法 6 and 19 (purpose and shortest storage), 51 (classification), 55 and 56 (impact assessment).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.apps import AppConfig, apps
from django.db import models

from notoneless.protection.masking import masked
from notoneless.standards.tables import load

OURS = "notoneless."


class FieldClass(StrEnum):
    """How much a field can hurt: open, personal, or special (of a child under fourteen, health, hardship)."""

    OPEN = "open"
    PERSONAL = "personal"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """What is decided about a field. `plain_because` says why a personal text is not sealed."""

    app: str
    model: str
    field: str
    class_: FieldClass
    mask: str
    purpose: str
    basis: str
    retention: str
    plain_because: str

    @property
    def key(self) -> tuple[str, str]:
        """Label of the model, and field."""
        return f"{self.app}.{self.model}", self.field


def our_apps() -> list[AppConfig]:
    """The apps of this project."""
    return [config for config in apps.get_app_configs() if config.name.startswith(OURS)]


def our_models() -> list[type[models.Model]]:
    """Their models, where they are defined in this project."""
    return [model for config in our_apps() for model in config.get_models() if model.__module__.startswith(OURS)]


def rows() -> Iterator[FieldRow]:
    """Every row of every app's table, in the order of apps and files. An app without a table has none."""
    for config in our_apps():
        try:
            table = load("privacy", config.name)
        except FileNotFoundError:
            continue
        for row in table.rows:
            yield _row(config.label, row)


def _row(app: str, row: Mapping[str, str]) -> FieldRow:
    return FieldRow(
        app=app,
        model=row["model"],
        field=row["field"],
        class_=FieldClass(row["class"]),
        mask=row["mask"],
        purpose=row["purpose"],
        basis=row["basis"],
        retention=row["retention"],
        plain_because=row.get("plain_because", ""),
    )


@cache
def register() -> Mapping[tuple[str, str], FieldRow]:
    """The rows by label of the model and name of the field."""
    return {row.key: row for row in rows()}


def classed(model: type[models.Model] | models.Model, field: str) -> FieldRow:
    """What is decided about a field of a model. Raises LookupError: no field goes without."""
    label = model._meta.label
    try:
        return register()[label, field]
    except KeyError:
        raise LookupError(f"{label}.{field} has no row in the table privacy of its app") from None


def fields_of(class_: FieldClass | str) -> list[FieldRow]:
    """All fields of a class."""
    return [row for row in register().values() if row.class_ == FieldClass(class_)]


def shown(row: models.Model, field: str) -> str:
    """A field of a row as any page, list, file or log may show it: masked as the register says."""
    value = str(getattr(row, field) or "")
    mask = classed(row, field).mask
    return masked(mask, value) if mask else value
