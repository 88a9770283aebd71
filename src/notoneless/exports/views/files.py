"""Taking the file, and saying that it was destroyed."""

from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.exports.forms import DestroyedForm
from notoneless.exports.presenters.words import request_shown
from notoneless.exports.rules.limits import limit
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.services.destroying import confirm_destroyed
from notoneless.exports.services.fetching import fetch, make_link
from notoneless.exports.views.requests import FETCHABLE, found_or_404
from notoneless.ui.confirming import Confirmation, confirm
from notoneless.ui.toasts import toast

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@policy(Permission.REQUEST_EXPORTS, action="exports.link", methods=("GET", "POST"), fresh=True)
def take(request: HouseRequest, export_id: UUID) -> HttpResponse:
    """Say once more what is taken; then a link that opens at once and never again."""
    found = found_or_404(request, export_id)
    if found.requester_id != request.user.pk or found.state not in FETCHABLE:
        raise Http404
    back = reverse("exports:detail", args=[export_id])
    question = Confirmation(
        heading=f"取走第 {found.number} 号导出文件",
        says=(
            f"共 {found.built_rows} 行，文件每行都带有您的暗记，页眉页脚写有您的姓名和账号。",
            f"请只用于“{found.explanation}”，不得转发；用完后请在 {limit('destroy_days')} 天内销毁并回来确认。",
        ),
        button="下载",
        back=back,
    )
    asked = confirm(request, question)
    if asked is not None:
        return asked
    try:
        token = make_link(found, session=str(request.session.session_key), by=actor_of(request))
    except ExportRefusedError as error:
        toast(request, error.sentence, tone="bad")
        return redirect(back)
    return redirect("exports:file", token)


@policy(Permission.REQUEST_EXPORTS, action="exports.fetch")
def file(request: HouseRequest, token: str) -> HttpResponseBase:
    """The workbook, through a link of this session."""
    try:
        found = fetch(token, session=str(request.session.session_key), by=actor_of(request))
    except ExportRefusedError as error:
        toast(request, error.sentence, tone="bad")
        return redirect("exports:index")
    if found is None:
        raise Http404
    name = quote(f"导出{found[0].number:05d}.xlsx")
    answer = StreamingHttpResponse(found[1], content_type=XLSX)
    answer["Content-Disposition"] = (
        f"attachment; filename=\"export{found[0].number:05d}.xlsx\"; filename*=UTF-8''{name}"
    )
    answer["Cache-Control"] = "no-store"
    return answer


@policy(Permission.REQUEST_EXPORTS, action="exports.destroyed", methods=("GET", "POST"))
def destroyed(request: HouseRequest, export_id: UUID) -> HttpResponse:
    """The asker confirms that the file is no more."""
    found = found_or_404(request, export_id)
    if found.requester_id != request.user.pk or found.fetched_at is None or found.destroyed_at is not None:
        raise Http404
    form = DestroyedForm(request.POST or None)
    back = reverse("exports:detail", args=[export_id])
    if request.method == "POST" and form.is_valid():
        try:
            confirm_destroyed(found, note=form.cleaned_data["note"], by=actor_of(request))
        except ExportRefusedError as error:
            form.refuse(error.sentence)
        else:
            toast(request, "已记下。")
            return redirect(back)
    context = {"form": form, "asked": request_shown(found), "back": back}
    return render(request, "exports/destroyed.html", context, status=422 if form.errors else 200)
