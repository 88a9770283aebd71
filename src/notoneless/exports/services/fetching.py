"""Taking the file: a link for this session, once, for a minute, while the asker may still see what is in it."""

import hashlib
import secrets
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.scope import scope_of
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.exports.models import ExportRequest, Link
from notoneless.exports.rules.limits import link_life
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.services.asking import named
from notoneless.exports.services.files import destroy_file, read_file
from notoneless.exports.services.marks import scope_mark
from notoneless.exports.services.stepping import step
from notoneless.exports.states import ExportState

FETCHABLE = (ExportState.READY, ExportState.FETCHED)


def make_link(request: ExportRequest, *, session: str, by: Actor) -> str:
    """A secret that opens the file once within a minute in this session. Raises ExportRefusedError."""
    if str(request.requester_id) != by.id:
        raise ExportRefusedError("只有申请人本人能取走文件。")
    _still_allowed(request, by)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        now = timezone.now()
        Link.objects.create(
            request=request,
            token_digest=_digest(token),
            session_digest=_digest(session),
            made_at=now,
            until_at=now + link_life(),
        )
        record("exports.link_made", actor=by, obj=named(request))
    return token


def fetch(token: str, *, session: str, by: Actor) -> tuple[ExportRequest, Iterator[bytes]] | None:
    """The file, piece by piece; None for a link that is unknown, used, over, or another session's: all look the same.

    Raises ExportRefusedError when the file may no longer be taken.
    """
    now = timezone.now()
    with transaction.atomic():
        known = Link.objects.filter(token_digest=_digest(token), session_digest=_digest(session), until_at__gt=now)
        link = known.select_related("request__post").first()
        if link is None or not known.filter(used_at__isnull=True).update(used_at=now):
            record("exports.denied", actor=by, outcome="denied", reason="链接无效、已用过或已过期")
            return None
        request = link.request
    _still_allowed(request, by)
    pieces = read_file(request)
    with transaction.atomic():
        if request.state == ExportState.READY:
            step(request, ExportState.FETCHED, by=by, fetched_at=now)
        record("exports.fetched", actor=by, obj=named(request), details={"rows": request.built_rows or 0})
    return request, pieces


def _still_allowed(request: ExportRequest, by: Actor) -> None:
    """The file is there, and its asker may see today what they could when it was built; otherwise it is destroyed."""
    if request.state not in FETCHABLE:
        raise ExportRefusedError("文件还没有生成，或者已经过期销毁。")
    if scope_mark(scope_of(request.post, timezone.localdate())) == request.scope_mark:
        return
    with transaction.atomic():
        to = ExportState.APPROVED if request.state == ExportState.READY else ExportState.EXPIRED
        step(request, to, by=by, why="可见范围变了")
        record("exports.denied", actor=by, obj=named(request), outcome="denied", reason="可见范围变了")
        transaction.on_commit(lambda: destroy_file(request))
    raise ExportRefusedError("您的岗位或可见范围在文件生成后有变动，原文件已销毁；请重新生成。")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
