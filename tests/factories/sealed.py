"""Two models with sealed fields, of no app: a child, and visits that are sealed with the child's key."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.apps.registry import Apps
from django.db import connection, models

from notoneless.protection.fields import SealedTextField
from notoneless.protection.models import Sealed, SealedUnder

REGISTRY = Apps(["notoneless.protection"])
"""Apart from the real one: these tables are nobody's migration."""


class Pupil(Sealed):
    """As a child is."""

    name = models.CharField("姓名", max_length=20, blank=True)
    id_number = SealedTextField("身份证号", index=True, max_length=18)
    phone = SealedTextField("电话", blank=True)
    tail_index = models.BinaryField("后四位索引", max_length=16, null=True)

    class Meta:
        apps = REGISTRY
        app_label = "protection"
        db_table = "test_pupil"
        verbose_name = "儿童"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id_number_index"], name="test_pupil_once")
        ]


class Visit(SealedUnder):
    """As a visit is."""

    key_owner = "pupil"
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="visits")
    words = SealedTextField("经过")

    class Meta:
        apps = REGISTRY
        app_label = "protection"
        db_table = "test_visit"


class Remark(SealedUnder):
    """Sealed under what is itself sealed under a pupil."""

    key_owner = "visit"
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="remarks")
    words = SealedTextField("意见", index=True)

    class Meta:
        apps = REGISTRY
        app_label = "protection"
        db_table = "test_remark"


@contextmanager
def tables() -> Iterator[None]:
    """The tables of these models, for as long as the block lasts."""
    with connection.schema_editor() as editor:
        for model in (Pupil, Visit, Remark):
            editor.create_model(model)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for model in (Remark, Visit, Pupil):
                editor.delete_model(model)


def raw(model: type[models.Model], column: str, pk: object) -> bytes:
    """What lies in a column."""
    stored = model._base_manager.filter(pk=pk).values_list(column, flat=True).get()
    return bytes(stored)


def put(model: type[models.Model], column: str, pk: object, value: bytes) -> None:
    """Change a column behind the back of everything, as whoever holds the database can."""
    table, name = (connection.ops.quote_name(each) for each in (model._meta.db_table, column))
    row = model._meta.get_field("id").get_db_prep_value(pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [value, row])  # noqa: S608
        assert cursor.rowcount == 1
