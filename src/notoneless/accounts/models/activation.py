"""One-time codes with which a person opens their account for the first time, or again after it slept."""

import uuid

from django.db import models

from notoneless.accounts.models.user import User


class Activation(models.Model):
    """A code that was handed out on paper. Only its keyed hash is kept, so it can be printed once and never again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="activations", verbose_name="账号")
    code_hash = models.CharField("启用码（散列）", max_length=64)
    made_at = models.DateTimeField("发出时间")
    made_by = models.CharField("发出人", max_length=64)
    expires_at = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True)
    withdrawn_at = models.DateTimeField("作废时间", null=True)

    class Meta:
        verbose_name = "启用码"
        constraints = (
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="accounts_activation_one_open_per_user",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="accounts_activation_expires_after_made"
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="accounts_activation_used_or_withdrawn",
            ),
        )
