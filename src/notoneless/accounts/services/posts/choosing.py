"""Acting in another of one's posts."""

from django.db import transaction

from notoneless.accounts.models import Post
from notoneless.accounts.services.posts.stepping import POST
from notoneless.audit.actors import current_actor
from notoneless.audit.recording import record


def choose_post(*, post: Post) -> None:
    """Record that from the next page on somebody acts in this post of theirs."""
    with transaction.atomic():
        record("accounts.post_chosen", actor=current_actor(), obj=(POST, str(post.pk)), details={"role": post.role})
