"""Asking for a post for somebody else."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from notoneless.accounts.models import Post, User
from notoneless.accounts.permissions import (
    NotAllowedError,
    Organisation,
    check_may_request,
    check_three_admins,
)
from notoneless.accounts.roles import Role, rules
from notoneless.accounts.services.posts.stepping import locked_user, remember
from notoneless.accounts.states import LIVE, PostState
from notoneless.standards.school_years import school_year, school_year_span


def request_post(
    *,
    by: Post,
    user: User,
    role: Role,
    place: Organisation,
    from_on: date,
    reason: str,
    until_on: date | None = None,
) -> Post:
    """Ask for a post, to be approved by a third person; until then it gives no right.

    It ends with the school year of its first day, or before. Raises NotAllowedError with a sentence for the person.
    """
    today = timezone.localdate()
    last = school_year_span(school_year(from_on))[1]
    until = last if until_on is None else until_on
    with transaction.atomic():
        holder = locked_user(user)
        check_may_request(by, holder, role, place, today)
        check_three_admins(holder, role)
        _check_dates(from_on, until, last, today)
        _check_once(holder, role, place, from_on, until)
        if not reason.strip():
            raise NotAllowedError("请填写申请理由。")
        post = Post.objects.create(
            user=holder,
            role=role.value,
            from_on=from_on,
            until_on=until,
            reason=reason.strip(),
            requested_by=by.user,
            requested_as=by.role,
            requested_at=timezone.now(),
            **{rules()[role].place.value: place},
        )
        _remember(post, by.user)
    return post


def _remember(post: Post, by: User) -> None:
    remember(post, before="", event="accounts.post_requested", by=by, at=post.requested_at, why=post.reason)


def _check_dates(from_on: date, until: date, last: date, today: date) -> None:
    if until < from_on:
        raise NotAllowedError("结束日期早于开始日期，请改正。")
    if until > last:
        raise NotAllowedError(f"岗位随学年结束，结束日期最晚是 {last}。下一学年请另行申请。")
    if until < today:
        raise NotAllowedError("结束日期已经过去，请改正。")


def _check_once(user: User, role: Role, place: Organisation, from_on: date, until: date) -> None:
    """Nobody holds or waits for the same post twice on one day."""
    same = Q(role=role.value, state__in=sorted(LIVE), **{rules()[role].place.value: place.pk})
    if user.posts.filter(same, from_on__lte=until, until_on__gte=from_on).exists():
        state = user.posts.filter(same, state=PostState.REQUESTED).exists()
        raise NotAllowedError(
            f"{user.name}在{place}的这个岗位{'正在等待批准' if state else '还在任期内'}，不必重复申请。"
        )
