"""Passwords that a person used before, so that a periodic change is a change."""

from django.db import models

from notoneless.accounts.models.user import User


class OldPassword(models.Model):
    """The hash of a former password. As many are kept as the password policy remembers."""

    user = models.ForeignKey(User, models.CASCADE, related_name="old_passwords", verbose_name="账号")
    hash = models.CharField("用过的口令（散列）", max_length=255)
    kept_at = models.DateTimeField("换下时间")

    class Meta:
        verbose_name = "用过的口令"
