"""A link to a file: for one session, once, for a minute."""

import uuid
from typing import ClassVar

from django.db import models


class Link(models.Model):
    """The address itself is not kept, only its digest; so is the session that may use it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey("exports.ExportRequest", on_delete=models.PROTECT, related_name="links")
    token_digest = models.BinaryField("链接摘要", max_length=32, unique=True)
    session_digest = models.BinaryField("会话摘要", max_length=32)
    made_at = models.DateTimeField("生成时间")
    until_at = models.DateTimeField("有效至")
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        verbose_name = "下载链接"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(until_at__gt=models.F("made_at")), name="link_ends_after_start")
        ]
