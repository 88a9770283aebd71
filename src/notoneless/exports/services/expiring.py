"""What ends by the clock: requests nobody decides, approvals nobody uses, files that have lain long enough."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from notoneless.audit.actors import SYSTEM, Actor
from notoneless.audit.recording import record
from notoneless.exports.models import ExportRequest
from notoneless.exports.rules.limits import file_life, limit
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.services.asking import named
from notoneless.exports.services.files import destroy_file
from notoneless.exports.services.stepping import step
from notoneless.exports.states import ExportState


def expire_due(now: datetime, *, by: Actor = SYSTEM) -> int:
    """End whatever is due, one request a transaction; give how many. Running it twice ends nothing twice."""
    undecided = now - timedelta(days=limit("decide_days"))
    due = Q(state__in=[ExportState.REQUESTED, ExportState.APPROVED], asked_at__lte=undecided) | Q(
        state__in=[ExportState.READY, ExportState.FETCHED], built_at__lte=now - file_life()
    )
    return sum(_expired(request, by) for request in ExportRequest.objects.filter(due))


def _expired(request: ExportRequest, by: Actor) -> bool:
    try:
        with transaction.atomic():
            step(request, ExportState.EXPIRED, by=by, why="到期")
            record("exports.expired", actor=by, obj=named(request))
            transaction.on_commit(lambda: destroy_file(request))
    except ExportRefusedError:  # somebody was quicker
        return False
    return True
