"""What runs beside the pages: making files, and ending by the clock what is over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from notoneless.accounts.actors import organisation_of
from notoneless.audit.actors import Actor, acting_as
from notoneless.background import work
from notoneless.background.progress import Progress
from notoneless.background.ticking import every
from notoneless.exports.models import ExportRequest
from notoneless.exports.queries import request_with_id
from notoneless.exports.services.building import begin_build, build_export
from notoneless.exports.services.expiring import expire_due
from notoneless.exports.states import ExportState


@work("exports.build", "生成导出文件")
def build(progress: Progress, request_id: str) -> Mapping[str, Any]:
    """Make the file of an approved request. Begun again after a kill, it makes it anew."""
    request = request_with_id(UUID(request_id))
    by = asker(request)
    with acting_as(by):
        if request.state == ExportState.APPROVED:
            begin_build(request, by=by)
        if request.state != ExportState.BUILDING:
            return {"rows": request.built_rows or 0}
        rows = build_export(request, by=by, told=lambda done: progress.step(done, max(request.rows, done), "正在写入"))
    return {"rows": rows}


def asker(request: ExportRequest) -> Actor:
    """Whoever asked, as the audit names them."""
    return Actor(
        id=str(request.requester_id),
        username=request.requester.username,
        role=request.post.role,
        post=str(request.post_id),
        organisation=organisation_of(request.post),
    )


@every(minutes=10)
def end_what_is_over(now: datetime) -> None:
    """Requests that nobody decided, approvals that nobody used, files that have lain long enough."""
    expire_due(now)
