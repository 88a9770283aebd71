"""A person's word on a request."""

import uuid
from typing import ClassVar

from django.db import models


class Decision(models.Model):
    """Yes or no, once for each person; the asker's own counts for nothing and is refused by the service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey("exports.ExportRequest", on_delete=models.PROTECT, related_name="decisions")
    person = models.ForeignKey("accounts.User", verbose_name="审批人", on_delete=models.PROTECT, related_name="+")
    role = models.CharField("审批岗位", max_length=20)
    at = models.DateTimeField("时间")
    approved = models.BooleanField("同意")
    note = models.CharField("意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "导出审批"
        ordering: ClassVar[list[str]] = ["at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "person"], name="decision_once_each"),
            models.CheckConstraint(
                condition=models.Q(approved=True) | ~models.Q(note=""), name="decision_refusal_has_reason"
            ),
        ]
