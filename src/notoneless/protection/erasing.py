"""Erasure by destroying the key: at once, in the live database; in backups as soon as they have run out."""

from typing import Any

from django.db import models, transaction

from notoneless.protection.fields import SealedTextField
from notoneless.protection.holders import dependants, rows
from notoneless.protection.models import Sealed
from notoneless.protection.sealing import unwrapped


def erase(row: Sealed) -> None:
    """Destroy the row's key, and what was sealed with it, here and in the rows that are sealed under it.

    Blind indexes go too: the index alone would still answer whether a number was here. Every other BinaryField that may
    be null is taken for one. Columns in clear are the caller's business. Cannot be undone, may be repeated.
    """
    owner = type(row)
    with transaction.atomic(using=row._state.db):
        rows(owner).using(row._state.db).filter(pk=row.pk).update(data_key=b"", **_blank(owner))
        for model, path in dependants(owner):
            rows(model).using(row._state.db).filter(**{path: row.pk}).update(**_blank(model))
    unwrapped.cache_clear()
    row.data_key = b""
    for field, value in _blank(owner).items():
        row.__dict__[field] = value


def _blank(model: type[models.Model]) -> dict[str, Any]:
    """What the columns that tell of sealed values are set to, by attribute."""
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, SealedTextField):
            found[field.attname] = b""
        elif isinstance(field, models.BinaryField) and field.null:
            found[field.attname] = None
    return found
