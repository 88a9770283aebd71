"""What was changed in a child's record: by whom, when, which fields, on what ground. Values are not kept here."""

from typing import ClassVar

from django.db import models

from notoneless.accounts.scoped import ScopedModel
from notoneless.children.models.managers import RecordManager
from notoneless.protection.fields import SealedTextField
from notoneless.protection.models import SealedUnder

KINDS = {
    "registered": "登记",
    "corrected": "更正",
    "moved": "变更学校或住址",
    "restricted": "限制处理",
    "reactivated": "恢复在册",
    "erased": "清除",
}


class Change(ScopedModel, SealedUnder):
    """One act on one record; what people wrote about it is sealed with the child's key."""

    scope_prefix: ClassVar[str] = "child__"
    key_owner = "child"

    child = models.ForeignKey("children.Child", on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField("时间", auto_now_add=True)
    kind = models.CharField("事项", max_length=12, choices=list(KINDS.items()))
    fields = models.JSONField("字段", default=list)
    reason = SealedTextField("说明")
    person_id = models.CharField("账号编号", max_length=40)
    person_name = models.CharField("经办人", max_length=60)
    person_role = models.CharField("岗位", max_length=20)
    organisation = models.CharField("单位", max_length=80, blank=True)

    objects: ClassVar[RecordManager] = RecordManager()

    class Meta(ScopedModel.Meta):
        abstract = False
        verbose_name = "档案变更"
        ordering: ClassVar[list[str]] = ["-at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["child", "-at"], name="change_by_child")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=list(KINDS)), name="change_kind_known")
        ]
