"""A school year (学年)."""

from django.db import models
from django.db.models import F, Q


class SchoolYear(models.Model):
    """A school year, named 2023-2024; two of them never share a day, since each begins where the rule says."""

    name = models.CharField("学年", max_length=9, unique=True)
    starts_on = models.DateField("开始日期", unique=True)
    ends_on = models.DateField("结束日期", unique=True)

    class Meta:
        verbose_name = "学年"
        ordering = ("-starts_on",)
        constraints = (models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="school_year_dates"),)

    def __str__(self) -> str:
        return self.name
