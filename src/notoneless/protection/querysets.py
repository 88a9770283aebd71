"""What can go wrong with sealed rows in bulk, made impossible. Every queryset of a Sealed model inherits it."""

from collections.abc import Collection, Iterable
from typing import Any, Self, TypeVar

from django.db import models

from notoneless.protection.fields import SealedTextField
from notoneless.protection.refusals import PlainTextError

M = TypeVar("M", bound=models.Model)
KEY = "data_key"


class SealedQuerySet(models.QuerySet[M]):
    """A queryset whose bulk writes keep sealed rows readable and erased rows erased."""

    def only(self, *fields: Any) -> Self:
        """As Django's; the key of the row comes along with a sealed field, without a query for each row."""
        sealed = {name for name in fields if isinstance(name, str)} & sealed_names(self.model)
        key = {KEY} & {field.name for field in self.model._meta.concrete_fields} if sealed else set()
        return super().only(*fields, *(key - set(fields)))

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None) -> int:
        """As Django's; rows that were erased meanwhile stay so and are not counted. Never writes a row's key."""
        names = list(fields)
        if KEY in names:
            raise PlainTextError("a row keeps its key")
        if sealed_names(self.model) & set(names) and _has_key(self.model):
            return super(SealedQuerySet, self.exclude(**{KEY: b""})).bulk_update(objs, names, batch_size)
        return super().bulk_update(objs, names, batch_size)

    def bulk_create(  # noqa: PLR0917 - Django's own
        self,
        objs: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[M]:
        """As Django's; a conflict cannot be answered with sealed values, which belong to the row that is not made."""
        if update_conflicts and (sealed_names(self.model) | {KEY}) & set(update_fields or ()):
            raise PlainTextError("sealed values belong to their row: look for the row and set its attributes")
        return super().bulk_create(objs, batch_size, ignore_conflicts, update_conflicts, update_fields, unique_fields)


def sealed_names(model: type[models.Model]) -> set[str]:
    """The sealed fields of a model."""
    return {field.name for field in model._meta.concrete_fields if isinstance(field, SealedTextField)}


def _has_key(model: type[models.Model]) -> bool:
    return any(field.name == KEY for field in model._meta.concrete_fields)
