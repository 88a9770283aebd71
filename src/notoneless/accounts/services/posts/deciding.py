"""Approving and refusing a post: by a person who neither asked for it nor gets it."""

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import EndReason, Post
from notoneless.accounts.permissions import (
    NotAllowedError,
    check_may_decide,
    check_place,
    check_three_admins,
    organisation,
)
from notoneless.accounts.roles import Role
from notoneless.accounts.services.posts.stepping import locked_post, locked_user, step
from notoneless.accounts.services.sessions import end_all_sessions
from notoneless.accounts.states import PostState
from notoneless.audit.actors import current_actor


def approve_post(*, by: Post, post: Post) -> Post:
    """Approve a post, which gives its rights from then on, inside its dates. Its holder signs in anew.

    Raises NotAllowedError, and BadTransitionError where somebody else decided before.
    """
    now, today = timezone.now(), timezone.localdate()
    with transaction.atomic():
        holder = locked_user(post.user)
        waiting = locked_post(post)
        check_may_decide(by, waiting, today)
        if not holder.is_active:
            raise NotAllowedError(f"{holder.name}的账号已停用，不能批准。请退回这项申请。")
        if waiting.until_on < today:
            raise NotAllowedError("这个岗位的结束日期已经过去，不能批准。请退回后重新申请。")
        check_place(Role(waiting.role), organisation(waiting))
        check_three_admins(holder, Role(waiting.role), apart_from=waiting)
        end_all_sessions(user=holder, because=EndReason.POSTS, by=current_actor(), now=now)
        step(
            waiting,
            PostState.APPROVED,
            event="accounts.post_approved",
            by=by.user,
            at=now,
            why=waiting.reason,
            decided_by=by.user,
            decided_at=now,
        )
    return waiting


def refuse_post(*, by: Post, post: Post, why: str) -> Post:
    """Refuse a post, saying why. Raises NotAllowedError, and BadTransitionError where it was decided before."""
    now = timezone.now()
    if not why.strip():
        raise NotAllowedError("请填写不批准的原因。")
    with transaction.atomic():
        waiting = locked_post(post)
        check_may_decide(by, waiting, timezone.localdate())
        step(
            waiting,
            PostState.REFUSED,
            event="accounts.post_refused",
            by=by.user,
            at=now,
            why=why.strip(),
            decided_by=by.user,
            decided_at=now,
        )
    return waiting
