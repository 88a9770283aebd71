"""A person who may sign in."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class User(AbstractBaseUser):
    """A person who may sign in. What they may do is said by their posts, never here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=60)
    is_active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    activated_at = models.DateTimeField("激活时间", null=True, blank=True)
    must_change_password = models.BooleanField("须更换密码", default=False)
    password_changed_at = models.DateTimeField("密码更换时间", null=True, blank=True)
    last_seen_at = models.DateTimeField("最近使用", null=True, blank=True)
    asleep_since = models.DateTimeField("休眠时间", null=True, blank=True)
    left_at = models.DateTimeField("离任时间", null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = BaseUserManager["User"]()

    class Meta:
        verbose_name = "人员"
        ordering: ClassVar[list[str]] = ["username"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(username=""), name="user_has_username"),
            models.CheckConstraint(condition=~Q(name=""), name="user_has_name"),
            models.CheckConstraint(condition=Q(left_at=None) | Q(is_active=False), name="user_left_is_inactive"),
            models.CheckConstraint(condition=Q(asleep_since=None) | Q(is_active=False), name="user_asleep_is_inactive"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"
