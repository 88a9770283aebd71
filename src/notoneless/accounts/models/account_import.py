"""Accounts asked for with one workbook."""

import uuid

from django.db import models

from notoneless.accounts.models.user import User
from notoneless.protection.fields import SealedTextField
from notoneless.protection.models import Sealed


class AccountImport(Sealed):
    """A workbook as it was read: shown first, applied once. Names and phones lie sealed in `rows` (JSON)."""

    made_by = models.ForeignKey(User, models.PROTECT, related_name="account_imports", verbose_name="导入人")
    made_at = models.DateTimeField("导入时间")
    file_name = models.CharField("文件名", max_length=200)
    count = models.PositiveIntegerField("行数")
    problems = models.PositiveIntegerField("有问题的行数")
    rows = SealedTextField("各行内容", blank=True)
    applied_at = models.DateTimeField("开通时间", null=True)
    posts_requested_at = models.DateTimeField("申请岗位时间", null=True)

    class Meta:
        verbose_name = "批量开账号"


class ImportedAccount(models.Model):
    """The account of a row: opened by the import, or there before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(AccountImport, models.CASCADE, related_name="accounts", verbose_name="批次")
    row = models.PositiveIntegerField("第几行（从 0 数）")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="账号")
    opened = models.BooleanField("由这批开出")
    post_words = models.CharField("岗位申请的结果", max_length=300, blank=True)

    class Meta:
        verbose_name = "批量开出的账号"
        constraints = (models.UniqueConstraint(fields=["source", "row"], name="accounts_import_row_once"),)
