"""A request to erase a child's record, which a second person must approve."""

from typing import ClassVar

from django.db import models

from notoneless.accounts.scoped import ScopedModel
from notoneless.children.models.managers import RecordManager
from notoneless.protection.fields import SealedTextField
from notoneless.protection.models import SealedUnder


class Erasure(ScopedModel, SealedUnder):
    """Asked by one, approved or refused by another; then the row's key is destroyed (个人信息保护法 47)."""

    scope_prefix: ClassVar[str] = "child__"
    key_owner = "child"

    child = models.ForeignKey("children.Child", on_delete=models.PROTECT, related_name="erasures")
    reason = SealedTextField("理由")
    asked_at = models.DateTimeField("申请时间")
    asked_by = models.CharField("申请账号编号", max_length=40)
    asked_name = models.CharField("申请人", max_length=60)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = models.CharField("决定账号编号", max_length=40, blank=True)
    decided_name = models.CharField("决定人", max_length=60, blank=True)
    approved = models.BooleanField("同意", null=True, blank=True)

    objects: ClassVar[RecordManager] = RecordManager()

    class Meta(ScopedModel.Meta):
        abstract = False
        verbose_name = "清除申请"
        ordering: ClassVar[list[str]] = ["-asked_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["child"], condition=models.Q(decided_at__isnull=True), name="erasure_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, decided_by="", approved__isnull=True)
                | models.Q(decided_at__isnull=False, approved__isnull=False)
                & ~models.Q(decided_by="")
                & ~models.Q(decided_by=models.F("asked_by")),
                name="erasure_decided_by_another",
            ),
        ]
