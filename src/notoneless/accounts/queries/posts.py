"""Reads of posts: which a person holds, which wait for whom, which are over."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from notoneless.accounts.models import Post, User
from notoneless.accounts.roles import Permission, Role, Within, grant_rules, may
from notoneless.accounts.states import LIVE, PostState

WITH_PLACES = ("user", "division", "school__division", "school_class__school", "requested_by", "decided_by")


def posts_in_force(user: User, today: date) -> tuple[Post, ...]:
    """The posts which give a person rights today, the oldest first. One query."""
    if not user.is_active:
        return ()
    found = user.posts.filter(state=PostState.APPROVED, from_on__lte=today, until_on__gte=today)
    return tuple(found.select_related("division", "school", "school_class__school").order_by("from_on", "id"))


def chosen_post(posts: Iterable[Post], wanted: str) -> Post | None:
    """The post somebody acts in: the wanted one where it is theirs, else the first; None without any."""
    held = list(posts)
    return next((post for post in held if str(post.id) == wanted), held[0] if held else None)


def posts_seen_by(post: Post | None) -> QuerySet[Post]:
    """The posts that whoever acts in `post` may look at: all for those who request or end any, else those they decide
    on and those of their own school."""
    everything = Post.objects.select_related(*WITH_PLACES)
    if post is None:
        return everything.none()
    role = Role(post.role)
    if may(role, Permission.REQUEST_POSTS):
        return everything
    if may(role, Permission.APPROVE_POSTS) and role is Role.BUREAU_LEADER:
        return everything
    if may(role, Permission.REQUEST_CLASS_POSTS):
        return everything.filter(Q(school=post.school) | Q(school_class__school=post.school))
    return everything.none()


def post_seen_by(post: Post | None, wanted: UUID) -> Post | None:
    """One post, where whoever acts in `post` may look at it."""
    return posts_seen_by(post).filter(pk=wanted).first()


def waiting_for(post: Post | None) -> QuerySet[Post]:
    """The requests which whoever acts in `post` is the one to decide: never one of their own, never one for them."""
    if post is None:
        return Post.objects.none()
    ways = Q(pk__in=())
    for rule in grant_rules():
        if rule.approved_by == post.role:
            ways |= Q(role=rule.role, requested_as=rule.requested_by) & _where(rule.approved_by, post)
    waiting = posts_seen_by(post).filter(ways, state=PostState.REQUESTED)
    return waiting.exclude(user=post.user_id).exclude(requested_by=post.user_id).order_by("requested_at", "id")


def _where(approver: Role, post: Post) -> Q:
    """A principal decides on the own school alone."""
    if approver is not Role.PRINCIPAL:
        return Q()
    return Q(school=post.school_id) | Q(school_class__school=post.school_id)


def ways_to_request(post: Post | None) -> dict[Role, Within]:
    """The roles which whoever acts in `post` may ask for, and where."""
    if post is None:
        return {}
    return {rule.role: rule.within for rule in grant_rules() if rule.requested_by == post.role}


def live_posts(user: User) -> QuerySet[Post]:
    """The posts of a person which give rights, or may come to give them."""
    return user.posts.filter(state__in=sorted(LIVE)).order_by("requested_at", "id")


def posts_over(today: date) -> QuerySet[Post]:
    """The approved posts whose last day has passed."""
    return Post.objects.filter(state=PostState.APPROVED, until_on__lt=today).order_by("until_on", "id")
