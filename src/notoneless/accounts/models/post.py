"""A post (岗位): one person in one role at one organisation, from a day to a day, asked for and approved by others."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from notoneless.accounts.models.user import User
from notoneless.accounts.roles import PLACES, Area, Place, Role, rules
from notoneless.accounts.states import WORDS, PostState

ROLE_CHOICES = [(role.value, rule.words) for role, rule in rules().items()]
STATE_CHOICES = [(state.value, words) for state, words in WORDS.items()]


def _roles_at(place: Place) -> list[str]:
    return sorted(role for role, rule in rules().items() if PLACES[rule.area] is place)


def _only(place: Place) -> Q:
    """Exactly this column names the organisation, and the role is one of those that have such an organisation."""
    empty = {f"{other}__isnull": other is not place for other in Place}
    return Q(role__in=_roles_at(place), **empty)


def _asked_for_once() -> list[models.UniqueConstraint]:
    """The same post waits for its approval at most once (a null is distinct on SQLite, hence one for each column)."""
    return [
        models.UniqueConstraint(
            fields=["user", "role", place.value],
            condition=Q(state=PostState.REQUESTED.value, **{f"{place}__isnull": False}),
            name=f"post_asked_for_once_{place}",
        )
        for place in Place
    ]


class Post(models.Model):
    """What a person may do, and where. Only an approved post inside its dates gives any right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="任职人")
    role = models.CharField("角色", max_length=20, choices=ROLE_CHOICES)
    division = models.ForeignKey("places.Division", models.PROTECT, null=True, blank=True, related_name="+")
    school = models.ForeignKey("places.School", models.PROTECT, null=True, blank=True, related_name="+")
    school_class = models.ForeignKey("places.SchoolClass", models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField("开始日期")
    until_on = models.DateField("结束日期")
    state = models.CharField("状态", max_length=10, choices=STATE_CHOICES, default=PostState.REQUESTED.value)
    founding = models.BooleanField("建站时设立", default=False)
    reason = models.CharField("申请理由", max_length=200)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="申请人")
    requested_as = models.CharField("申请人角色", max_length=20, choices=ROLE_CHOICES, blank=True)
    requested_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准人")
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="结束人")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        ordering: ClassVar[list[str]] = ["-requested_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "state", "until_on"], name="post_of_user"),
            models.Index(fields=["state", "requested_at"], name="post_waiting"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=_only(Place.DIVISION) | _only(Place.SCHOOL) | _only(Place.SCHOOL_CLASS),
                name="post_one_organisation_of_its_role",
            ),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="post_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PostState]), name="post_state_known"
            ),
            models.CheckConstraint(
                condition=Q(founding=True, requested_by=None) | Q(founding=False, requested_by__isnull=False),
                name="post_asked_for_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(requested_by=None) | ~Q(requested_by=F("user")), name="post_not_asked_for_oneself"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | (~Q(decided_by=F("user")) & ~Q(decided_by=F("requested_by"))),
                name="post_decided_by_a_third_person",
            ),
            models.CheckConstraint(
                condition=Q(state=PostState.REQUESTED.value, decided_at=None, decided_by=None)
                | Q(state=PostState.ENDED.value)
                | (Q(decided_at__isnull=False) & (Q(founding=True) | Q(decided_by__isnull=False))),
                name="post_decided_or_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state=PostState.ENDED.value, ended_at__isnull=False)
                | (~Q(state=PostState.ENDED.value) & Q(ended_at=None, ended_by=None)),
                name="post_ended_has_time",
            ),
            *_asked_for_once(),
        ]

    def __str__(self) -> str:
        return f"{rules()[Role(self.role)].words} {self.user_id}"

    def counts_on(self, today: date) -> bool:
        """Whether the post gives its rights on a day: approved, begun, not over."""
        return self.state == PostState.APPROVED and self.from_on <= today <= self.until_on

    @property
    def area(self) -> Area:
        """What the organisation is."""
        return rules()[Role(self.role)].area
