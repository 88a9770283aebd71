"""A term (学期) of a school year."""

from django.db import models
from django.db.models import F, Q

from notoneless.places.rules.calendar import TERMS


class Term(models.Model):
    """The days on which teaching begins and ends in one half of a school year."""

    school_year = models.ForeignKey("places.SchoolYear", models.PROTECT, verbose_name="学年", related_name="terms")
    number = models.PositiveSmallIntegerField("学期", choices=list(TERMS.items()))
    starts_on = models.DateField("开学日期")
    ends_on = models.DateField("结束日期")

    class Meta:
        verbose_name = "学期"
        ordering = ("starts_on",)
        constraints = (
            models.UniqueConstraint(fields=["school_year", "number"], name="term_once"),
            models.CheckConstraint(condition=Q(number__in=list(TERMS)), name="term_number"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="term_dates"),
        )

    def __str__(self) -> str:
        return TERMS[self.number]
