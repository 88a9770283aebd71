"""The steps of a request, never changed afterwards."""

import uuid
from typing import ClassVar

from django.db import models


class Transition(models.Model):
    """From one state to another: by whom, when, why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey("exports.ExportRequest", on_delete=models.PROTECT, related_name="transitions")
    from_state = models.CharField("原状态", max_length=12, blank=True)
    to_state = models.CharField("新状态", max_length=12)
    at = models.DateTimeField("时间")
    person_id = models.CharField("账号编号", max_length=40, blank=True)
    person_name = models.CharField("经办人", max_length=60)
    why = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "导出步骤"
        ordering: ClassVar[list[str]] = ["at"]
