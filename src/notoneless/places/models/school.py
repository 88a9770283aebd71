"""A school of compulsory schooling, a teaching point or a special school."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from notoneless.places.rules.names import LONGEST
from notoneless.places.rules.stages import KINDS, Stage

CODE_DIGITS = 10
"""学校标识码: 2 kind, 2 province, 6 serial; kept on renaming, never given again (《学校（机构）代码管理办法》)."""


def _kinds_of(stage: Stage) -> Q:
    return Q(stage=stage.value, kind__in=[kind.key for kind in KINDS.values() if kind.stage == stage])


class School(models.Model):
    """A school and where it stands. It is never deleted: closing it says when, and which school took its pupils."""

    id = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("学校标识码", max_length=CODE_DIGITS)
    name = models.CharField("学校名称", max_length=LONGEST)
    stage = models.CharField("学段", max_length=12, choices=[(stage.value, stage.label) for stage in Stage])
    kind = models.CharField("办学类型", max_length=20, choices=[(kind.key, kind.label) for kind in KINDS.values()])
    division = models.ForeignKey("places.Division", models.PROTECT, verbose_name="所在地", related_name="schools")
    opened_on = models.DateField("建校日期", null=True, blank=True)
    closed_on = models.DateField("停办日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, verbose_name="并入", related_name="predecessors", null=True, blank=True
    )

    class Meta:
        verbose_name = "学校"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["code"], condition=Q(closed_on=None), name="school_open_code"),
            models.CheckConstraint(condition=Q(Exact(Length("code"), CODE_DIGITS)), name="school_code_length"),
            models.CheckConstraint(
                condition=_kinds_of(Stage.PRIMARY)
                | _kinds_of(Stage.JUNIOR)
                | _kinds_of(Stage.NINE_YEAR)
                | _kinds_of(Stage.SPECIAL),
                name="school_kind_of_stage",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                name="school_dates",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | (Q(closed_on__isnull=False) & ~Q(successor=F("id"))),
                name="school_successor",
            ),
        )

    def __str__(self) -> str:
        return self.name
