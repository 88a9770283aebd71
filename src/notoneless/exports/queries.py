"""Reads of export requests, each by who may see it: the asker, whoever may decide, and the register."""

from uuid import UUID

from django.db.models import Q, QuerySet

from notoneless.accounts.models import Post
from notoneless.accounts.roles import Permission, Role, may
from notoneless.exports.models import ExportRequest
from notoneless.exports.rules.approval import requester_roles
from notoneless.exports.states import ExportState

WITH = ("requester", "post__school__division", "post__division", "post__school_class__school")
Found = ExportRequest
"""What queries of this package give, for annotations of callers that know no models."""


def request_with_id(request_id: UUID) -> ExportRequest:
    """For work beside the pages. Raises ExportRequest.DoesNotExist."""
    return ExportRequest.objects.select_related(*WITH).get(pk=request_id)


def request_with_number(number: int) -> ExportRequest | None:
    """For whoever traces a file on the command line of the machine."""
    return ExportRequest.objects.select_related(*WITH).filter(number=number).first()


def requests_seen_by(post: Post) -> QuerySet[ExportRequest]:
    """One's own; those one may decide on; for leaders of the bureau and the auditor the whole register."""
    everything = ExportRequest.objects.select_related(*WITH).order_by("-number")
    role = Role(post.role)
    if role in {Role.BUREAU_LEADER, Role.AUDITOR}:
        return everything
    own = Q(requester_id=post.user_id)
    if may(role, Permission.APPROVE_EXPORTS) and post.school_id:
        own |= Q(post__school_id=post.school_id)
    return everything.filter(own)


def request_seen_by(post: Post, request_id: UUID) -> ExportRequest | None:
    """One request, where this post may see it."""
    return requests_seen_by(post).filter(pk=request_id).first()


def waiting_for(post: Post) -> QuerySet[ExportRequest]:
    """Requests on which the holder of this post may still decide."""
    if not may(Role(post.role), Permission.APPROVE_EXPORTS):
        return ExportRequest.objects.none()
    waiting = requests_seen_by(post).filter(state=ExportState.REQUESTED, post__role__in=requester_roles(post.role))
    return waiting.exclude(requester_id=post.user_id).exclude(decisions__person_id=post.user_id)


def not_destroyed(post: Post) -> QuerySet[ExportRequest]:
    """Files that one took and has not yet said to be destroyed."""
    return ExportRequest.objects.filter(requester_id=post.user_id, fetched_at__isnull=False, destroyed_at__isnull=True)
