"""Asking for an export: what, for what, and how many must agree."""

import json
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import Post
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.exports.models import ExportNumber, ExportRequest
from notoneless.exports.rules.approval import Need, class_of, need_for
from notoneless.exports.rules.limits import limit
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.rules.sources import ExportColumn, Filters, Source
from notoneless.exports.services.stepping import noted, step
from notoneless.exports.states import ExportState

OBJECT = "export"
"""The type of a request in the audit log; its pseudonym is its number."""
LEAST_TEXT = 6


@transaction.atomic
def ask_export(
    source: Source, *, columns: Sequence[str], filters: Filters, purpose: str, explanation: str, post: Post, by: Actor
) -> ExportRequest:
    """File a request with the scope that is active. One that needs nobody's approval is approved at once.

    Raises ExportRefusedError when nothing is chosen, nothing fits, too much is asked or too often.
    """
    chosen = _allowed(source.chosen(columns), post)
    rows = source.count(filters)
    _check(rows, [column.name for column in chosen], explanation, post)
    need = need_for(rows, [column.class_ for column in chosen])
    request = _filed(source, chosen, filters, need=need, rows=rows, post=post)
    request.purpose, request.explanation = purpose, explanation.strip()
    request.save()
    noted(request, None, ExportState.REQUESTED, by=by)
    if not need.approvals:
        step(request, ExportState.APPROVED, by=by, why=f"{need.why}，不需要审批")
    details: dict[str, str | int] = {"rows": rows, "class": request.class_found, "purpose": purpose}
    record("exports.asked", actor=by, obj=named(request), fields=request.columns, details=details)
    return request


def _allowed(chosen: Sequence[ExportColumn], post: Post) -> Sequence[ExportColumn]:
    if hidden := [column.heading for column in chosen if not column.is_for(post.role)]:
        raise ExportRefusedError(f"您的岗位不能导出：{'、'.join(hidden)}。")
    return chosen


def _filed(
    source: Source, chosen: Sequence[ExportColumn], filters: Filters, *, need: Need, rows: int, post: Post
) -> ExportRequest:
    """The row, with a number of its own."""
    request = ExportRequest(
        number=ExportNumber.objects.create().pk,
        source=source.name,
        columns=[column.name for column in chosen],
        conditions=source.described(filters)[:200],
        class_found=class_of([column.class_ for column in chosen]),
        rows=rows,
        approvals_needed=need.approvals,
        head_needed=need.head,
        requester_id=post.user_id,
        post=post,
        asked_at=timezone.now(),
    )
    request.filters = json.dumps(dict(filters), ensure_ascii=False, sort_keys=True)
    return request


def _check(rows: int, columns: Sequence[str], explanation: str, post: Post) -> None:
    if not columns:
        raise ExportRefusedError("请至少选一列。")
    if len(explanation.strip()) < LEAST_TEXT:
        raise ExportRefusedError(f"请用至少 {LEAST_TEXT} 个字说明导出后给谁、做什么用。")
    if not rows:
        raise ExportRefusedError("按现在的条件没有可导出的行；请放宽条件。")
    if rows > limit("most_rows"):
        raise ExportRefusedError(f"共 {rows} 行，一次最多导出 {limit('most_rows')} 行；请按乡镇或学校分开申请。")
    since = timezone.now() - timedelta(days=1)
    if ExportRequest.objects.filter(requester_id=post.user_id, asked_at__gte=since).count() >= limit("asked_per_day"):
        raise ExportRefusedError(f"一天最多申请 {limit('asked_per_day')} 次；请明天再试。")


def named(request: ExportRequest) -> tuple[str, str]:
    """The request as the audit log names it."""
    return OBJECT, str(request.number)
