"""A child of the district."""

import hmac
from typing import ClassVar

from django.db import models

from notoneless.accounts.scoped import ScopedModel
from notoneless.children.models.managers import RecordManager
from notoneless.children.states import WORDS, ChildStatus
from notoneless.places.models.paths import PathField
from notoneless.protection.fields import SealedTextField
from notoneless.protection.models import Sealed

SEXES = {"1": "男", "2": "女", "0": "未知", "9": "未说明"}
"""GB/T 2261.1."""


class Child(ScopedModel, Sealed):
    """A child whom the district answers for: registered here, living here, or at a school here.

    The paths repeat the places for the filter of scope; services keep both together. The name stands in clear, on an
    encrypted disk, so that it can be searched; numbers, telephones, addresses, disability and hardship are sealed.
    """

    scope_prefix: ClassVar[str] = ""

    name = models.CharField("姓名", max_length=60, blank=True)
    name_key = models.CharField("姓名（比对用）", max_length=60, blank=True)
    name_initials = models.CharField("姓名拼音首字母", max_length=40, blank=True)
    sex = models.CharField("性别", max_length=1, choices=list(SEXES.items()), default="0")
    birth_on = models.DateField("出生日期", null=True, blank=True)
    id_number = SealedTextField("身份证号", index=True)
    id_tail_index = models.BinaryField("身份证号后六位索引", max_length=16, null=True)
    id_short_tail_index = models.BinaryField("身份证号后四位索引", max_length=16, null=True)
    guardian = SealedTextField("监护人")
    phone = SealedTextField("监护人电话")
    address = SealedTextField("住址")
    disability = SealedTextField("残疾情况")
    disability_mark = models.BinaryField("有无残疾索引", max_length=16, null=True)
    hardship = SealedTextField("家庭困难情况")
    hardship_mark = models.BinaryField("有无困难索引", max_length=16, null=True)
    registered_in = models.ForeignKey(
        "places.Division", verbose_name="户籍所在", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    registered_path = PathField("户籍所在路径", blank=True)
    lives_in = models.ForeignKey(
        "places.Division", verbose_name="现居住地", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    residence_path = PathField("现居住地路径", blank=True)
    school = models.ForeignKey(
        "places.School", verbose_name="学校", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    school_class = models.ForeignKey(
        "places.SchoolClass", verbose_name="班级", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    home_teacher = models.ForeignKey(
        "accounts.User", verbose_name="送教教师", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        "状态", max_length=12, choices=[(state.value, words) for state, words in WORDS.items()], default="active"
    )
    version = models.PositiveIntegerField("版本", default=1)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects: ClassVar[RecordManager] = RecordManager()

    class Meta(ScopedModel.Meta):
        abstract = False
        verbose_name = "儿童"
        indexes: ClassVar[list[models.Index]] = [
            # The order of lists, and with it all that a search by name and the scope ask for: the wide rows with their
            # sealed texts are left alone until a page of them is known.
            models.Index(
                fields=["name_initials", "name_key", "id", "status", "registered_path", "residence_path", "school"],
                name="child_by_name",
            ),
            models.Index(fields=["registered_path"], name="child_by_registration"),
            models.Index(fields=["residence_path"], name="child_by_residence"),
            models.Index(fields=["school", "name_initials"], name="child_by_school"),
            models.Index(fields=["id_tail_index"], name="child_by_id_tail"),
            models.Index(fields=["id_short_tail_index"], name="child_by_id_short_tail"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(status__in=[state.value for state in ChildStatus]), name="child_status_known"
            ),
            models.CheckConstraint(condition=models.Q(sex__in=list(SEXES)), name="child_sex_known"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="child_version_positive"),
            models.CheckConstraint(
                condition=models.Q(school_class__isnull=True) | models.Q(school__isnull=False),
                name="child_class_in_school",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="erased") | models.Q(name="", birth_on__isnull=True),
                name="child_erased_is_blank",
            ),
            models.UniqueConstraint(
                fields=["id_number_index"], condition=~models.Q(status="erased"), name="child_number_once"
            ),
        ]

    def __str__(self) -> str:
        """Never a name: what is printed ends up in logs."""
        return f"child {self.pk}"

    @property
    def pseudonym(self) -> str:
        """What the audit log calls the child: follows from the row's key, so nobody can tell it once that is gone."""
        return hmac.digest(self.row_key().secret, b"pseudonym", "sha256")[:16].hex()
