"""What an account has seen: an exact list, of which no line names a child."""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.db import models

KINDS = {"listed": "名单", "opened": "打开档案", "revealed": "查看原文", "exported": "导出文件"}
_ID = 16


def packed(ids: Iterable[uuid.UUID]) -> bytes:
    """Ids one after the other, sixteen bytes each."""
    return b"".join(each.bytes for each in ids)


def unpacked(content: bytes | memoryview) -> list[uuid.UUID]:
    """The ids that `packed` put together."""
    raw = bytes(content)
    return [uuid.UUID(bytes=raw[at : at + _ID]) for at in range(0, len(raw), _ID)]


class Showing(models.Model):
    """One page of a list, one child's page, one field or one file, and the children that it showed.

    Kept beside `Look`, which answers for a child: this answers for an account, also after a child was erased, and for
    those who may see no child. It holds ids of records and no words, so no scope guards it. `harvest` is the kind of
    threshold that it counts towards.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField("时间")
    kind = models.CharField("方式", max_length=10, choices=list(KINDS.items()))
    person_id = models.CharField("账号编号", max_length=40)
    harvest = models.CharField("计入的门槛", max_length=10, blank=True)
    field = models.CharField("字段", max_length=20, blank=True)
    children = models.BinaryField("儿童编号")
    count = models.PositiveIntegerField("人数")
    export_id = models.UUIDField("导出申请", null=True, blank=True)

    class Meta:
        verbose_name = "账号所见"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person_id", "at"], name="showing_by_person"),
            models.Index(fields=["person_id", "harvest", "at"], name="showing_by_harvest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=list(KINDS)), name="showing_kind_known"),
            models.CheckConstraint(
                condition=models.Q(kind="exported", export_id__isnull=False)
                | ~models.Q(kind="exported") & models.Q(export_id__isnull=True),
                name="showing_export_has_request",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="revealed") & ~models.Q(field="")
                | ~models.Q(kind="revealed") & models.Q(field=""),
                name="showing_reveal_has_field",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.count}"
