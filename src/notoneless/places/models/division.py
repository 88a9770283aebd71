"""A district, township or village."""

import uuid

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Length, Right
from django.db.models.lookups import Exact

from notoneless.places.models.paths import PathField
from notoneless.places.rules.names import LONGEST
from notoneless.places.rules.paths import DivisionLevel, path_length


def _path_fits(level: DivisionLevel) -> Q:
    """The code of a level, its path ending in the code, and nothing longer or shorter."""
    tail = Exact(Right("path", level.digits + 1), Concat(F("code"), Value("/")))
    return (
        Q(level=level.value)
        & Q(Exact(Length("code"), level.digits))
        & Q(Exact(Length("path"), path_length(level)))
        & Q(tail)
    )


class Division(models.Model):
    """A district, township or village. It is never deleted: closing it says when, and what took its place.

    `opened_on` is empty for what was there before the records begin.
    """

    id = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("区划代码", max_length=12)
    name = models.CharField("名称", max_length=LONGEST)
    level = models.CharField("级别", max_length=10, choices=[(level.value, level.label) for level in DivisionLevel])
    parent = models.ForeignKey("self", models.PROTECT, verbose_name="上级", related_name="parts", null=True, blank=True)
    path = PathField("路径")
    opened_on = models.DateField("设立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, verbose_name="并入", related_name="predecessors", null=True, blank=True
    )

    class Meta:
        verbose_name = "区划"
        ordering = ("path",)
        indexes = (models.Index(fields=["path"], name="division_path"),)
        constraints = (
            models.UniqueConstraint(fields=["code"], condition=Q(closed_on=None), name="division_open_code"),
            models.CheckConstraint(
                condition=Q(level=DivisionLevel.DISTRICT.value, parent=None)
                | (~Q(level=DivisionLevel.DISTRICT.value) & Q(parent__isnull=False)),
                name="division_has_parent",
            ),
            models.CheckConstraint(
                condition=_path_fits(DivisionLevel.DISTRICT)
                | _path_fits(DivisionLevel.TOWNSHIP)
                | _path_fits(DivisionLevel.VILLAGE),
                name="division_path_fits",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                name="division_dates",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | (Q(closed_on__isnull=False) & ~Q(successor=F("id"))),
                name="division_successor",
            ),
        )

    def __str__(self) -> str:
        return self.name
