"""Work that was asked for, and when recurring work is next due."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from notoneless.background.states import ENDED, State


class Work(models.Model):
    """One piece of work: what was asked for, by whom, how far it is, how it ended.

    `args` and `result` are JSON of ids, counts and words of our own, never a personal value; `args` are emptied when it
    ends. While it runs, `claim` says which run of it is the one that counts, and `lease_until` until when that run is
    believed to be alive. Of all unfinished work with the same `once` there is one.
    """

    id = models.UUIDField("编号", primary_key=True, default=uuid4, editable=False)
    kind = models.CharField("种类", max_length=60)
    title = models.CharField("名称", max_length=120)
    owner_id = models.CharField("发起账号编号", max_length=64, db_index=True)
    once = models.CharField("不重复标识", max_length=200, blank=True)
    args: models.JSONField[Any, Any] = models.JSONField("参数", default=dict, blank=True)
    state = models.CharField("状态", max_length=7, choices=State.choices, default=State.QUEUED)
    done = models.BigIntegerField("已处理", default=0)
    total = models.BigIntegerField("总数", default=0)
    message = models.CharField("说明", max_length=300, blank=True)
    result: models.JSONField[Any, Any] = models.JSONField("结果", default=dict, blank=True)
    stop_asked = models.BooleanField("已要求停止", default=False)
    stop_asked_by = models.CharField("要求停止的账号编号", max_length=64, blank=True)
    queued_at = models.DateTimeField("排队时间")
    started_at = models.DateTimeField("开始时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    attempts = models.PositiveSmallIntegerField("第几次", default=0)
    claim = models.UUIDField("本次运行", null=True)
    lease_until = models.DateTimeField("视为在运行至", null=True)
    task_id = models.CharField("队列编号", max_length=36, blank=True)

    class Meta:
        verbose_name = "后台任务"
        ordering: ClassVar = ["-queued_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["once"],
                condition=~Q(once="") & Q(state__in=[State.QUEUED, State.RUNNING]),
                name="background_work_once",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="background_work_state_known"),
            models.CheckConstraint(condition=Q(done__gte=0, total__gte=0), name="background_work_counts"),
            models.CheckConstraint(
                condition=Q(
                    state=State.RUNNING, claim__isnull=False, lease_until__isnull=False, started_at__isnull=False
                )
                | (~Q(state=State.RUNNING) & Q(claim__isnull=True, lease_until__isnull=True)),
                name="background_work_claimed_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(ENDED), ended_at__isnull=False)
                | (~Q(state__in=sorted(ENDED)) & Q(ended_at__isnull=True)),
                name="background_work_ended",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "lease_until"], name="background_work_alive")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Tick(models.Model):
    """When recurring work is next due. Whoever moves `due_at` on does it."""

    name = models.CharField("名称", max_length=120, primary_key=True)
    due_at = models.DateTimeField("下次时间")
    ran_at = models.DateTimeField("上次时间", null=True)
    error = models.CharField("上次的错误", max_length=120, blank=True)

    class Meta:
        verbose_name = "定时任务"

    def __str__(self) -> str:
        return self.name
