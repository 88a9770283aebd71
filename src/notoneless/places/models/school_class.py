"""A class of a school in one school year."""

import uuid

from django.db import models
from django.db.models import Q

from notoneless.places.rules.names import MOST_CLASSES
from notoneless.standards.classes import LAST_GRADE


class SchoolClass(models.Model):
    """A class in one school year; the next year's class of the same children is another one."""

    id = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey("places.School", models.PROTECT, verbose_name="学校", related_name="classes")
    school_year = models.ForeignKey("places.SchoolYear", models.PROTECT, verbose_name="学年", related_name="classes")
    grade = models.PositiveSmallIntegerField("年级")
    number = models.PositiveSmallIntegerField("班号")
    name = models.CharField("班级", max_length=20)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "班级"
        ordering = ("grade", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["school", "school_year", "grade", "number"],
                condition=Q(closed_on=None),
                name="school_class_open_once",
            ),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=LAST_GRADE), name="school_class_grade"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=MOST_CLASSES), name="school_class_number"),
        )

    def __str__(self) -> str:
        return self.name
