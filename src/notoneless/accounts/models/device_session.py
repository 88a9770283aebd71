"""Where a person is signed in."""

import uuid

from django.db import models

from notoneless.accounts.models.user import User


class Device(models.TextChoices):
    """One of each may be signed in at once."""

    COMPUTER = "computer", "电脑"
    PHONE = "phone", "手机"


class EndReason(models.TextChoices):
    """Why a session is over, in words for the person whose session it was."""

    SIGNED_OUT = "signed_out", "本人退出"
    IDLE = "idle", "长时间没有操作"
    TOO_LONG = "too_long", "登录满规定时间"
    OTHER_DEVICE = "other_device", "在另一台设备上登录"
    BY_OWNER = "by_owner", "本人在别处结束"
    PASSWORD = "password", "口令已更改"
    POSTS = "posts", "岗位有变动"
    DISABLED = "disabled", "账号已停用"


class DeviceSession(models.Model):
    """One signed-in browser. The browser's session carries this row's id; when the row is ended, so is the session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="device_sessions", verbose_name="账号")
    device = models.CharField("设备", max_length=10, choices=Device.choices)
    browser = models.CharField("浏览器", max_length=80)
    address = models.CharField("地址", max_length=45, blank=True)
    started_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近操作时间")
    told_of_at = models.DateTimeField("已告知本人其他设备的时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    ended_because = models.CharField("结束原因", max_length=20, choices=EndReason.choices, blank=True)

    class Meta:
        verbose_name = "登录会话"
        constraints = (
            models.UniqueConstraint(
                fields=["user", "device"], condition=models.Q(ended_at=None), name="device_session_one_of_each"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_because="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_because="")),
                name="device_session_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(device__in=[device.value for device in Device]), name="device_session_device_known"
            ),
        )
        indexes = (models.Index(fields=["user", "ended_at"], name="device_session_open"),)
