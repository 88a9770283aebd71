"""Who has looked at a child: a page opened, a field revealed. Kept for those who answer for the child."""

from typing import ClassVar

from django.db import models

from notoneless.accounts.scoped import ScopedModel
from notoneless.children.models.managers import RecordManager
from notoneless.protection.fields import SealedTextField
from notoneless.protection.models import SealedUnder

KINDS = {"opened": "打开档案", "revealed": "查看原文", "exported": "导出"}


class Look(ScopedModel, SealedUnder):
    """One look at one child by one account; what was written for a reason is sealed with the child's key."""

    scope_prefix: ClassVar[str] = "child__"
    key_owner = "child"

    child = models.ForeignKey("children.Child", on_delete=models.PROTECT, related_name="looks")
    at = models.DateTimeField("时间")
    kind = models.CharField("方式", max_length=10, choices=list(KINDS.items()))
    field = models.CharField("字段", max_length=20, blank=True)
    reason = models.CharField("理由", max_length=20, blank=True)
    explanation = SealedTextField("说明")
    person_id = models.CharField("账号编号", max_length=40)
    person_name = models.CharField("姓名", max_length=60)
    person_role = models.CharField("岗位", max_length=20)
    organisation = models.CharField("单位", max_length=80, blank=True)

    objects: ClassVar[RecordManager] = RecordManager()

    class Meta(ScopedModel.Meta):
        abstract = False
        verbose_name = "查看记录"
        ordering: ClassVar[list[str]] = ["-at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["child", "-at"], name="look_by_child"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=list(KINDS)), name="look_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(kind="revealed") | ~models.Q(field="") & ~models.Q(reason=""),
                name="look_reveal_has_reason",
            ),
        ]
