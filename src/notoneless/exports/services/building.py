"""Making the file of an approved request, with what its asker may see at this moment."""

import json
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.scope import acting, scope_of
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.exports.models import ExportRequest
from notoneless.exports.rules.limits import limit
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.rules.sources import source
from notoneless.exports.services.asking import named
from notoneless.exports.services.files import SealedWriter, file_key, file_path
from notoneless.exports.services.marks import scope_mark
from notoneless.exports.services.stepping import step
from notoneless.exports.services.workbook import Sheet, write_workbook
from notoneless.exports.states import ExportState

Told = Callable[[int], None]
EVERY = 200


@transaction.atomic
def begin_build(request: ExportRequest, *, by: Actor) -> None:
    """Take an approved request to be built. Raises ExportRefusedError when it is in another state."""
    step(request, ExportState.BUILDING, by=by)


def build_export(request: ExportRequest, *, by: Actor, told: Told) -> int:
    """Write the sealed file and make the request ready; give the number of rows. `told` hears how many are written.

    Whatever goes wrong takes the request back to approved, with nothing on disk. Raises what went wrong.
    """
    try:
        return _built(request, by, told)
    except BaseException as error:
        file_path(request).unlink(missing_ok=True)
        with transaction.atomic():
            step(request, ExportState.APPROVED, by=by, why="没有生成，可以再试一次")
            record("exports.build_failed", actor=by, obj=named(request), outcome="failed", reason=type(error).__name__)
        raise


def _built(request: ExportRequest, by: Actor, told: Told) -> int:
    scope = scope_of(request.post, timezone.localdate())
    ids: list[UUID] = []
    path = file_path(request)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with acting(scope):
        if source(request.source).count(json.loads(request.filters)) > _most(request):
            raise ExportRefusedError("符合条件的行比批准时多出很多；请重新申请。")
        with path.open("wb") as out, SealedWriter(out, file_key(request), str(request.pk)) as sealed:
            count = write_workbook(sealed, _sheet(request, by, ids, told))  # type: ignore[arg-type]
    with transaction.atomic():
        source(request.source).noted(by, request.pk, ids)
        step(
            request,
            ExportState.READY,
            by=by,
            built_at=timezone.now(),
            built_rows=count,
            sha256=sealed.sha256(),
            scope_mark=scope_mark(scope),
        )
        record(
            "exports.built",
            actor=by,
            obj=named(request),
            fields=request.columns,
            objs=source(request.source).objects(ids),
        )
    return count


def _most(request: ExportRequest) -> int:
    """The list may have grown a little since it was approved, but not into what more people must approve."""
    return request.rows + max(request.rows * limit("growth_percent") // 100, limit("growth_rows"))


def _sheet(request: ExportRequest, by: Actor, ids: list[UUID], told: Told) -> Sheet:
    columns = source(request.source).chosen(request.columns)
    rows = source(request.source).rows(json.loads(request.filters), [column.name for column in columns])
    return Sheet(
        name=source(request.source).title,
        mark=visible_mark(request, by),
        number=request.number,
        headings=[("序号", 6), *((column.heading, column.width) for column in columns)],
        rows=_numbered(rows, ids, told),
    )


def _numbered(rows: Iterator[tuple[UUID, Sequence[str]]], ids: list[UUID], told: Told) -> Iterator[Sequence[str]]:
    for number, (each, cells) in enumerate(rows, 1):
        ids.append(each)
        if number % EVERY == 0:
            told(number)
        yield [str(number), *cells]


def visible_mark(request: ExportRequest, by: Actor) -> str:
    """The line on top and at the foot: who, when, which request."""
    who = f"{request.requester.name}（{by.username}，{by.organisation}）"
    when = f"{timezone.localtime():%Y-%m-%d %H:%M}"
    return f"{who}{when} 导出，申请第 {request.number} 号。含未成年人信息，仅限申请用途，不得转发。"


def note_work(request: ExportRequest, work_id: UUID) -> None:
    """Remember which work makes the file, so that its page can show how far it is."""
    ExportRequest.objects.filter(pk=request.pk).update(work_id=work_id)
