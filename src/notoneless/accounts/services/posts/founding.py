"""The first posts of an installation: there is nobody yet who could ask for or approve one."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import Post, User
from notoneless.accounts.permissions import NotAllowedError, check_place, check_three_admins
from notoneless.accounts.roles import THREE_ADMINS, Role
from notoneless.accounts.services.posts.stepping import locked_user, remember
from notoneless.accounts.states import PostState
from notoneless.places.models import Division
from notoneless.standards.school_years import school_year, school_year_span

FOUNDERS = THREE_ADMINS | {Role.BUREAU_LEADER}
WHY = "建站时设立"


def found(*, people: Mapping[Role, User], district: Division, today: date) -> tuple[Post, ...]:
    """Give the three administrators and a leader of the bureau their posts, four different people, once.

    From then on each post needs two more persons. Raises NotAllowedError where there already are posts.
    """
    if frozenset(people) != FOUNDERS or len({user.pk for user in people.values()}) != len(FOUNDERS):
        raise NotAllowedError("建站需要四个不同的人：系统管理员、安全管理员、审计员和教育局领导。")
    with transaction.atomic():
        holders = {role: locked_user(user) for role, user in sorted(people.items())}
        if Post.objects.exists():
            raise NotAllowedError("系统中已有岗位；请由安全管理员申请、教育局领导批准。")
        return tuple(_founded(holder, role, district, today) for role, holder in holders.items())


def _founded(user: User, role: Role, district: Division, today: date) -> Post:
    check_place(role, district)
    check_three_admins(user, role)
    now = timezone.now()
    post = Post.objects.create(
        user=user,
        role=role.value,
        division=district,
        from_on=today,
        until_on=school_year_span(school_year(today))[1],
        state=PostState.APPROVED.value,
        founding=True,
        reason=WHY,
        requested_at=now,
        decided_at=now,
    )
    remember(post, before="", event="accounts.post_founded", by=None, at=now, why=WHY)
    return post
