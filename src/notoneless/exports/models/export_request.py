"""A request to take children's data out of the house, and what became of it."""

from typing import ClassVar

from django.db import models

from notoneless.exports.rules.approval import CLASSES
from notoneless.exports.states import WORDS, ExportState
from notoneless.protection.fields import SealedTextField
from notoneless.protection.models import Sealed


class ExportNumber(models.Model):
    """Where the numbers of requests come from: each is given once, also when two people ask at the same moment."""

    id = models.AutoField(primary_key=True)

    class Meta:
        verbose_name = "导出申请号"


class ExportRequest(Sealed):
    """One request. Its row key also seals the file on disk: destroying the key destroys the file.

    `filters` may hold a name or digits that somebody searched for, so they are sealed. `scope_mark` tells whether
    what the asker may see has changed since the file was built.
    """

    number = models.PositiveIntegerField("申请号", unique=True)
    source = models.CharField("名单", max_length=40)
    purpose = models.CharField("用途", max_length=20)
    explanation = models.CharField("用途说明", max_length=200)
    columns = models.JSONField("列", default=list)
    filters = SealedTextField("筛选条件")
    conditions = models.CharField("筛选条件（不含查找的文字）", max_length=200, blank=True)
    class_found = models.CharField("内容分级", max_length=10)
    rows = models.PositiveIntegerField("行数")
    approvals_needed = models.PositiveSmallIntegerField("需要几人批准")
    head_needed = models.BooleanField("须局领导批准", default=False)
    state = models.CharField(
        "状态", max_length=12, choices=[(state.value, words) for state, words in WORDS.items()], default="requested"
    )
    requester = models.ForeignKey(
        "accounts.User", verbose_name="申请人", on_delete=models.PROTECT, related_name="export_requests"
    )
    post = models.ForeignKey(
        "accounts.Post", verbose_name="申请岗位", on_delete=models.PROTECT, related_name="export_requests"
    )
    asked_at = models.DateTimeField("申请时间")
    work_id = models.UUIDField("后台任务", null=True, blank=True)
    built_at = models.DateTimeField("生成时间", null=True, blank=True)
    built_rows = models.PositiveIntegerField("实际行数", null=True, blank=True)
    scope_mark = models.CharField("数据范围摘要", max_length=64, blank=True)
    sha256 = models.CharField("文件摘要", max_length=64, blank=True)
    fetched_at = models.DateTimeField("取走时间", null=True, blank=True)
    destroyed_at = models.DateTimeField("确认销毁时间", null=True, blank=True)
    destroyed_note = models.CharField("销毁说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "导出申请"
        ordering: ClassVar[list[str]] = ["-number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "asked_at"], name="export_by_state"),
            models.Index(fields=["requester", "-number"], name="export_by_requester"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ExportState]), name="export_state_known"
            ),
            models.CheckConstraint(condition=models.Q(class_found__in=CLASSES), name="export_class_known"),
            models.CheckConstraint(condition=~models.Q(explanation=""), name="export_has_explanation"),
            models.CheckConstraint(condition=models.Q(approvals_needed__lte=2), name="export_approvals_few"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["ready", "fetched"])
                | models.Q(built_at__isnull=False, built_rows__isnull=False) & ~models.Q(sha256=""),
                name="export_ready_is_built",
            ),
            models.CheckConstraint(
                condition=models.Q(destroyed_at__isnull=True) | models.Q(fetched_at__isnull=False),
                name="export_destroyed_was_fetched",
            ),
        ]

    def __str__(self) -> str:
        """The number is what people call it by."""
        return f"第 {self.number} 号"
