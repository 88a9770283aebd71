"""Exports for tests: asked, approved, built."""

from collections.abc import Sequence

from tests.factories.people import Person

from notoneless.accounts.scope import acting
from notoneless.background.progress import Untold
from notoneless.exports.jobs import build
from notoneless.exports.models import ExportRequest
from notoneless.exports.rules.sources import source
from notoneless.exports.services.asking import ask_export
from notoneless.exports.services.deciding import approve_export

MASKED = ("name_masked", "sex", "school")
PLAIN = ("name", "sex", "school")
SPECIAL = ("name", "id_number", "phone")


def an_export(by: Person, *, columns: Sequence[str] = PLAIN, **filters: str) -> ExportRequest:
    """What somebody asks for."""
    with acting(by.scope):
        return ask_export(
            source("children"),
            columns=columns,
            filters=filters,
            purpose="report",
            explanation="向上级报送报表用",
            post=by.post,
            by=by.actor,
        )


def built(request: ExportRequest, *approvers: Person) -> ExportRequest:
    """The request, approved by these and with its file made."""
    for approver in approvers:
        approve_export(request, post=approver.post, by=approver.actor)
    build.function(Untold(), request_id=str(request.pk))
    request.refresh_from_db()
    return request
