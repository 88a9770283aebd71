"""Which school answers for a village in a school year (划定区域, 划片)."""

from django.db import models
from django.db.models import F, Q

from notoneless.places.rules.stages import ZoneStage


class Zone(models.Model):
    """A village given to a school for one stage of one school year; a change within the year closes one, opens another.

    At any time a village has one school of each stage.
    """

    school = models.ForeignKey("places.School", models.PROTECT, verbose_name="学校", related_name="zones")
    division = models.ForeignKey("places.Division", models.PROTECT, verbose_name="村（社区）", related_name="zones")
    school_year = models.ForeignKey("places.SchoolYear", models.PROTECT, verbose_name="学年", related_name="zones")
    stage = models.CharField("学段", max_length=12, choices=[(stage.value, stage.label) for stage in ZoneStage])
    opened_on = models.DateField("起始日期", null=True, blank=True)
    closed_on = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        verbose_name = "片区"
        ordering = ("division__path", "stage")
        constraints = (
            models.UniqueConstraint(
                fields=["division", "school_year", "stage"],
                condition=Q(closed_on=None),
                name="zone_one_school_per_stage",
            ),
            models.CheckConstraint(condition=Q(stage__in=[stage.value for stage in ZoneStage]), name="zone_stage"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                name="zone_dates",
            ),
        )
