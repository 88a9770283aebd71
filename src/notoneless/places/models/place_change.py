"""What happened to a division or school: the history that its page shows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

CHANGES = {
    "opened": "设立",
    "renamed": "更名",
    "moved": "改隶或改码",
    "changed": "更改类型或所在地",
    "closed": "撤销",
    "merged": "并入",
    "received": "接收",
}


class PlaceChange(models.Model):
    """One change, with what was before and after it, in words. It is written once and never changed."""

    division = models.ForeignKey(
        "places.Division", models.PROTECT, verbose_name="区划", related_name="changes", null=True, blank=True
    )
    school = models.ForeignKey(
        "places.School", models.PROTECT, verbose_name="学校", related_name="changes", null=True, blank=True
    )
    kind = models.CharField("变更", max_length=10, choices=list(CHANGES.items()))
    changed_on = models.DateField("变更日期", null=True, blank=True)
    before = models.CharField("变更前", max_length=200, blank=True)
    after = models.CharField("变更后", max_length=200, blank=True)
    reason = models.CharField("依据", max_length=200, blank=True)
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)
    recorded_by = models.CharField("登记人", max_length=80)

    class Meta:
        verbose_name = "沿革"
        ordering: ClassVar = ["-recorded_at", "-id"]
        constraints = (
            models.CheckConstraint(
                condition=Q(division=None, school__isnull=False) | Q(division__isnull=False, school=None),
                name="place_change_of_one",
            ),
        )
