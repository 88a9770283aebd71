"""An import from a workbook, from its preview on."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from notoneless.places.models.paths import PathField
from notoneless.places.rules.columns import ImportKind

STATES = {"previewed": "待确认", "applied": "已导入", "dropped": "已放弃"}


class PlaceImport(models.Model):
    """The rows of a workbook that wait for a person's word, and what became of them. It touches nothing beyond `area`.

    `rows` holds the known columns only: what else stands in the file is never kept.
    """

    id = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("表", max_length=20, choices=[(kind.value, kind.label) for kind in ImportKind])
    area = PathField("区域")
    file_name = models.CharField("文件", max_length=200)
    rows = models.JSONField("行", default=list)
    remarks = models.JSONField("读表时的说明", default=list)
    state = models.CharField("状态", max_length=10, choices=list(STATES.items()), default="previewed")
    added = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("更改", default=0)
    wrong = models.PositiveIntegerField("有误", default=0)
    previewed_at = models.DateTimeField("预览时间", default=timezone.now)
    previewed_by = models.CharField("预览人", max_length=80)
    ended_at = models.DateTimeField("了结时间", null=True, blank=True)
    ended_by = models.CharField("了结人", max_length=80, blank=True)

    class Meta:
        verbose_name = "导入"
        ordering = ("-previewed_at",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="place_import_state"),
            models.CheckConstraint(
                condition=Q(state="previewed", ended_at=None) | (~Q(state="previewed") & Q(ended_at__isnull=False)),
                name="place_import_ended",
            ),
        )
