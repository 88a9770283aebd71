"""The only way to rows with children's data: in scope, and sealed."""

from typing import TypeVar

from django.db import models

from notoneless.accounts.scoped import ScopedManager, ScopedQuerySet
from notoneless.protection.querysets import SealedQuerySet

M = TypeVar("M", bound=models.Model)


class RecordQuerySet(ScopedQuerySet[M], SealedQuerySet[M]):
    """Filters by the active scope; lets nothing reach a sealed column unsealed."""


class RecordManager(ScopedManager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """The manager of the models of this package that hold children's data."""
