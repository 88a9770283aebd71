"""Which models hold sealed rows, and all of their rows, whatever their managers show."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.db import connection, models
from django.utils.module_loading import import_string

from notoneless.protection.models import Sealed, SealedUnder
from notoneless.protection.refusals import ProtectionError


def sealed_models(registry: Apps = apps) -> list[type[Sealed]]:
    """The models whose rows have keys."""
    return [model for model in registry.get_models() if issubclass(model, Sealed)]


def dependants(owner: type[models.Model]) -> Iterator[tuple[type[SealedUnder], str]]:
    """The models sealed with the keys of `owner`, each with the path of foreign keys that leads to it."""
    for model in owner._meta.apps.get_models():
        if issubclass(model, SealedUnder):
            path, root = _owner(model)
            if root is owner:
                yield model, path


def _owner(model: type[SealedUnder]) -> tuple[str, Any]:
    target = model._meta.get_field(model.key_owner).related_model
    if isinstance(target, type) and issubclass(target, SealedUnder):
        path, root = _owner(target)
        return f"{model.key_owner}__{path}", root
    return model.key_owner, target


def rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Every row: what is done to keys is done to all of them, in scope or not."""
    return models.QuerySet(model)


def everything(reason: str) -> AbstractContextManager[Any]:
    """Lifts the walls between rows for work on keys, by the function that the settings name in PROTECTION_UNRESTRICTED.

    It takes a reason and gives a context manager. Protection may not know who walls rows off.
    """
    name = str(getattr(settings, "PROTECTION_UNRESTRICTED", ""))
    if not name:
        return nullcontext()
    lifted: AbstractContextManager[Any] = import_string(name)(reason)
    return lifted


def refuse_hidden_rows(model: type[models.Model]) -> None:
    """On PostgreSQL, refuse to go on where row-level security would hide rows from work on keys."""
    if connection.vendor != "postgresql" or str(getattr(settings, "PROTECTION_UNRESTRICTED", "")):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active(%s::regclass)", [connection.ops.quote_name(model._meta.db_table)])
        hidden = cursor.fetchone()
    if hidden and hidden[0]:
        raise ProtectionError(
            f"数据库对表 {model._meta.db_table} 按行限制了查看范围，换钥会漏行；请先设置解除限制的方式"
        )
