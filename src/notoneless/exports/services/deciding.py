"""A second person's word on a request."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from notoneless.accounts.models import Post
from notoneless.accounts.roles import Permission, Role, may
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.exports.models import Decision, ExportRequest
from notoneless.exports.rules.approval import Standing, why_not
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.services.asking import named
from notoneless.exports.services.stepping import step
from notoneless.exports.states import ExportState

HEAD = Role.BUREAU_LEADER


def standing(post: Post) -> Standing:
    """A post as the rules see it."""
    return Standing(str(post.user_id), post.role, str(post.school_id or ""))


def why_not_decide(request: ExportRequest, post: Post) -> str:
    """Why the holder of this post may not decide on the request, in Chinese; "" when they may."""
    if not may(Role(post.role), Permission.APPROVE_EXPORTS):
        return "您的岗位不能批准这份申请"
    already = [str(each) for each in request.decisions.values_list("person_id", flat=True)]
    return why_not(standing(post), standing(request.post), already=already)


@transaction.atomic
def approve_export(request: ExportRequest, *, post: Post, note: str = "", by: Actor) -> ExportRequest:
    """Agree. The request is approved once enough have agreed, a leader of the bureau among them where one is needed.

    Raises ExportRefusedError.
    """
    locked = _decide(request, post, approved=True, note=note)
    agreed = list(locked.decisions.filter(approved=True).values_list("role", flat=True))
    if len(agreed) >= locked.approvals_needed and (not locked.head_needed or HEAD.value in agreed):
        step(locked, ExportState.APPROVED, by=by, why=note)
    record("exports.approved", actor=by, obj=named(locked), details={"agreed": len(agreed)})
    return locked


@transaction.atomic
def refuse_export(request: ExportRequest, *, post: Post, note: str, by: Actor) -> ExportRequest:
    """Refuse, with a reason that the asker reads. One refusal is enough. Raises ExportRefusedError."""
    if not note.strip():
        raise ExportRefusedError("请写明不批准的理由，申请人会看到。")
    locked = _decide(request, post, approved=False, note=note)
    step(locked, ExportState.REFUSED, by=by, why=note)
    record("exports.refused", actor=by, obj=named(locked))
    return locked


def _decide(request: ExportRequest, post: Post, *, approved: bool, note: str) -> ExportRequest:
    """Write the word down, with the request held so that two who agree at once are both counted."""
    locked = ExportRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state != ExportState.REQUESTED:
        raise ExportRefusedError("这份申请已经处理过了；请刷新页面。")
    if sentence := why_not_decide(locked, post):
        raise ExportRefusedError(f"{sentence}。")
    try:
        with transaction.atomic():
            Decision.objects.create(
                request=locked,
                person_id=post.user_id,
                role=post.role,
                at=timezone.now(),
                approved=approved,
                note=note.strip(),
            )
    except IntegrityError as error:
        raise ExportRefusedError("您已经处理过这份申请。") from error
    return locked
