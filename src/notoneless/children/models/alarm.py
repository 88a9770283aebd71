"""An account has looked at more children than its work explains."""

import uuid
from typing import ClassVar

from django.db import models

KINDS = ("health", "other", "opened", "listed")
LEVELS = {"warn": "提醒", "block": "暂停查看"}


class Alarm(models.Model):
    """A threshold was passed. No child is named; whoever clears it sees an account and a count."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField("时间")
    kind = models.CharField("门槛", max_length=10)
    level = models.CharField("程度", max_length=6, choices=list(LEVELS.items()))
    count = models.PositiveIntegerField("数量")
    person_id = models.CharField("账号编号", max_length=40)
    person_name = models.CharField("姓名", max_length=60)
    person_role = models.CharField("岗位", max_length=20)
    organisation = models.CharField("单位", max_length=80, blank=True)
    cleared_at = models.DateTimeField("处理时间", null=True, blank=True)
    cleared_by = models.CharField("处理人", max_length=60, blank=True)
    cleared_note = models.CharField("处理意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "批量查看告警"
        ordering: ClassVar[list[str]] = ["-at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person_id", "kind", "at"], name="alarm_by_person")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="alarm_kind_known"),
            models.CheckConstraint(condition=models.Q(level__in=list(LEVELS)), name="alarm_level_known"),
            models.CheckConstraint(
                condition=models.Q(cleared_at__isnull=True, cleared_by="")
                | models.Q(cleared_at__isnull=False) & ~models.Q(cleared_by=""),
                name="alarm_cleared_by_somebody",
            ),
        ]
