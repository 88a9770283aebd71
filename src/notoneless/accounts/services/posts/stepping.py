"""One step of a post: its state under lock, the row that remembers the step, and the event in the audit."""

from datetime import datetime
from typing import Any

from django.db import transaction

from notoneless.accounts.models import Post, PostTransition, User
from notoneless.accounts.permissions import organisation
from notoneless.accounts.states import PostState, check_transition
from notoneless.audit.actors import current_actor
from notoneless.audit.recording import record

POST = "post"
"""The type name of a post in the audit."""


def locked_user(user: User) -> User:
    """The person, locked until the transaction ends: whatever is decided about their posts is decided one by one."""
    return User.objects.select_for_update().get(pk=user.pk)


def locked_post(post: Post) -> Post:
    """The post as it is now, locked until the transaction ends."""
    return Post.objects.select_for_update().get(pk=post.pk)


def step(post: Post, after: PostState, *, event: str, by: User | None, at: datetime, why: str, **changes: Any) -> None:
    """Take a locked post to another state. Raises BadTransitionError where its state does not allow that."""
    with transaction.atomic():
        before = PostState(post.state)
        check_transition(before, after)
        for name, value in {"state": after.value, **changes}.items():
            setattr(post, name, value)
        post.save(update_fields=["state", *changes])
        remember(post, before=before.value, event=event, by=by, at=at, why=why)


def remember(post: Post, *, before: str, event: str, by: User | None, at: datetime, why: str) -> None:
    """Add the row and the event of a step that was taken."""
    PostTransition.objects.create(post=post, before=before, after=post.state, by=by, at=at, why=why)
    details = {"role": post.role, "organisation": str(organisation(post).pk), "until": post.until_on.isoformat()}
    record(
        event,
        actor=current_actor(),
        obj=(POST, str(post.pk)),
        reason=why,
        details={**details, "user": str(post.user_id)},
    )
