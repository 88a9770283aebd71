"""Ending posts: one, all of a person who leaves, and those whose last day has passed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import EndReason, Post, User
from notoneless.accounts.permissions import NotAllowedError, check_may_end
from notoneless.accounts.queries.posts import live_posts
from notoneless.accounts.roles import Permission, Role, may
from notoneless.accounts.services.posts.stepping import locked_post, locked_user, step
from notoneless.accounts.services.sessions import end_all_sessions
from notoneless.accounts.states import PostState
from notoneless.audit.actors import current_actor
from notoneless.audit.recording import record

OVER = "任期已满"


def end_post(*, by: Post, post: Post, why: str) -> Post:
    """End a post, or a request for one, at once. Raises NotAllowedError, and BadTransitionError where it is over."""
    if not why.strip():
        raise NotAllowedError("请填写结束的原因。")
    with transaction.atomic():
        live = locked_post(post)
        check_may_end(by, live, timezone.localdate())
        _end(live, by=by.user, why=why.strip())
    return live


def end_all_for_leaver(*, by: Post, user: User, why: str) -> User:
    """End everything of a person who leaves: posts, requests, sessions, the account. Nothing of theirs is deleted.

    A session of a stopped account opens nothing from the next request on. Raises NotAllowedError.
    """
    if not may(Role(by.role), Permission.END_POSTS) or not by.counts_on(timezone.localdate()):
        raise NotAllowedError("只有安全管理员可以办理离任。")
    if by.user_id == user.pk:
        raise NotAllowedError("不能给自己办理离任。请由另一位安全管理员办理。")
    if not why.strip():
        raise NotAllowedError("请填写离任的原因。")
    with transaction.atomic():
        leaver = locked_user(user)
        for post in live_posts(leaver).select_for_update():
            _end(post, by=by.user, why=why.strip())
        leaver.is_active, leaver.left_at = False, timezone.now()
        leaver.save(update_fields=["is_active", "left_at"])
        _end_sessions(leaver, EndReason.DISABLED)
        record("accounts.person_left", actor=current_actor(), obj=("account", str(leaver.pk)), reason=why.strip())
    return leaver


def end_over(*, post: Post, today: date) -> bool:
    """End an approved post whose last day has passed; say whether that was still to be done."""
    with transaction.atomic():
        live = locked_post(post)
        if live.state != PostState.APPROVED or live.until_on >= today:
            return False
        _end(live, by=None, why=OVER, event="accounts.post_over")
    return True


def _end(post: Post, *, by: User | None, why: str, event: str = "accounts.post_ended") -> None:
    now = timezone.now()
    if post.state == PostState.APPROVED:
        _end_sessions(post.user, EndReason.POSTS)
    step(post, PostState.ENDED, event=event, by=by, at=now, why=why, ended_by=by, ended_at=now)


def _end_sessions(user: User, because: EndReason) -> None:
    end_all_sessions(user=user, because=because, by=current_actor(), now=timezone.now())
