"""The asker says that the file they took has been destroyed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.exports.models import ExportRequest
from notoneless.exports.rules.limits import limit
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.services.asking import named


@transaction.atomic
def confirm_destroyed(request: ExportRequest, *, note: str, by: Actor) -> None:
    """Note that the file is gone, once. Raises ExportRefusedError."""
    if str(request.requester_id) != by.id:
        raise ExportRefusedError("由取走文件的本人确认销毁。")
    done = ExportRequest.objects.filter(pk=request.pk, fetched_at__isnull=False, destroyed_at__isnull=True).update(
        destroyed_at=timezone.now(), destroyed_note=note.strip()
    )
    if not done:
        raise ExportRefusedError("这份文件没有取走过，或者已经确认销毁。")
    record("exports.destroyed", actor=by, obj=named(request))


def destroy_by(request: ExportRequest) -> datetime | None:
    """Until when the confirmation is due; None when no file was fetched or it has been given."""
    if request.fetched_at is None or request.destroyed_at is not None:
        return None
    return request.fetched_at + timedelta(days=limit("destroy_days"))
