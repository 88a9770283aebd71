"""The tables of the log. Rows are written once; what stands in them is text, so that nothing else need still exist."""

from json import loads
from typing import ClassVar

from django.db import models

START = "0" * 64
"""What stands before the first row, in place of a code."""
OUTCOMES = {"done": "完成", "denied": "拒绝", "failed": "失败"}


class Event(models.Model):
    """One thing that somebody did, or was not allowed to do. Written by `recording.record` and by nothing else.

    No foreign keys and no personal values of children: a child is a pseudonym, whose key is destroyed when the child is
    erased. `fields_touched` and `details` hold JSON as text, because the chain covers every byte of it.
    """

    seq = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    key = models.CharField("密钥", max_length=60)
    event = models.CharField("事件", max_length=60)
    actor_id = models.CharField("账号编号", max_length=64)
    actor_username = models.CharField("账号", max_length=60)
    actor_role = models.CharField("角色", max_length=40, blank=True)
    actor_post = models.CharField("岗位编号", max_length=64, blank=True)
    actor_organisation = models.CharField("单位", max_length=120, blank=True)
    address = models.CharField("网络地址", max_length=45, blank=True)
    device = models.CharField("设备", max_length=200, blank=True)
    object_type = models.CharField("对象类别", max_length=40, blank=True)
    object_pseudonym = models.CharField("对象代号", max_length=64, blank=True)
    outcome = models.CharField("结果", max_length=6, choices=OUTCOMES)
    reason = models.CharField("事由", max_length=500, blank=True)
    fields_touched = models.TextField("字段", default="[]")
    details = models.TextField("细节", default="{}")
    prev = models.CharField("前一条的校验码", max_length=64)
    mac = models.CharField("校验码", max_length=64)

    class Meta:
        verbose_name = "审计事件"
        ordering: ClassVar = ["-seq"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="audit_event_seq_from_one"),
            models.CheckConstraint(condition=models.Q(outcome__in=list(OUTCOMES)), name="audit_event_outcome_known"),
            models.CheckConstraint(
                condition=models.Q(object_type="", object_pseudonym="")
                | (~models.Q(object_type="") & ~models.Q(object_pseudonym="")),
                name="audit_event_object_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["actor_id", "at"], name="audit_event_actor"),
            models.Index(fields=["event", "at"], name="audit_event_event"),
            models.Index(fields=["at"], name="audit_event_at"),
            models.Index(
                fields=["object_pseudonym"], condition=~models.Q(object_pseudonym=""), name="audit_event_object"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"

    def fields_named(self) -> list[str]:
        """`fields_touched`, read."""
        return list(loads(self.fields_touched))

    def details_named(self) -> dict[str, str | int]:
        """`details`, read."""
        return dict(loads(self.details))


class Mention(models.Model):
    """One of many objects of one event: a child in an export, in a printed list. In the order in which they were given.

    The event's details hold their number and the digest of their list, so the chain covers them too.
    """

    id = models.BigAutoField("编号", primary_key=True)
    seq = models.BigIntegerField("事件序号", db_index=True)
    object_type = models.CharField("对象类别", max_length=40)
    object_pseudonym = models.CharField("对象代号", max_length=64, db_index=True)

    class Meta:
        verbose_name = "事件涉及的对象"

    def __str__(self) -> str:
        return f"{self.seq} {self.object_type}"


class ChainHead(models.Model):
    """The one row that says where the chain ends. Whoever writes to the log holds it until their transaction ends."""

    id = models.SmallIntegerField("编号", primary_key=True, default=1)
    seq = models.BigIntegerField("末条序号", default=0)
    mac = models.CharField("末条校验码", max_length=64, default=START)

    class Meta:
        verbose_name = "审计链末端"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_chainhead_one"),
            models.CheckConstraint(condition=models.Q(seq__gte=0), name="audit_chainhead_seq_from_zero"),
        ]

    def __str__(self) -> str:
        return str(self.seq)
