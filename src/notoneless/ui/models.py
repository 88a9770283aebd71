"""Tokens of forms that have been sent."""

from django.db import models


class Submission(models.Model):
    """A form that was sent and done. It says nothing of what was in it or who sent it."""

    token = models.UUIDField("令牌", primary_key=True)
    address = models.CharField("完成后的页面", max_length=500)
    sent_at = models.DateTimeField("提交时间", db_index=True)

    class Meta:
        verbose_name = "表单提交"

    def __str__(self) -> str:
        return str(self.token)
