"""Each change of a post's state: from, to, by whom, when, why. Rows are only ever added."""

from typing import Any, ClassVar, Never

from django.db import models

from notoneless.accounts.models.post import STATE_CHOICES, Post
from notoneless.accounts.models.user import User


class AppendOnlyError(Exception):
    """A row of history was to be changed or removed."""


class PostTransitionQuerySet(models.QuerySet["PostTransition"]):
    """Rows that stay as they were written."""

    def update(self, **values: Any) -> Never:
        raise AppendOnlyError("a transition is never changed")

    def delete(self) -> Never:
        raise AppendOnlyError("a transition is never removed")


class PostTransition(models.Model):
    """One step of one post. `by` is empty where the system itself took it: founding, or the end of a school year."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="transitions", verbose_name="岗位")
    before = models.CharField("原状态", max_length=10, choices=STATE_CHOICES, blank=True)
    after = models.CharField("新状态", max_length=10, choices=STATE_CHOICES)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间")
    why = models.CharField("原因", max_length=200)

    objects = PostTransitionQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位变动"
        ordering: ClassVar[list[str]] = ["at", "id"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, once."""
        if not self._state.adding:
            raise AppendOnlyError("a transition is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError("a transition is never removed")
