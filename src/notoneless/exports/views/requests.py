"""One request: where it stands, deciding on it, having its file made."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission, Role
from notoneless.background.queries import work_of
from notoneless.background.starting import start
from notoneless.exports.forms import DecisionForm
from notoneless.exports.jobs import build
from notoneless.exports.presenters.words import lines_of, request_shown
from notoneless.exports.queries import Found, request_seen_by
from notoneless.exports.rules.limits import limit
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.services.building import note_work
from notoneless.exports.services.deciding import approve_export, refuse_export, why_not_decide
from notoneless.exports.services.destroying import destroy_by
from notoneless.exports.states import ExportState
from notoneless.ui.forms import once
from notoneless.ui.toasts import toast

CONCERNED = (Permission.REQUEST_EXPORTS, Permission.APPROVE_EXPORTS, Role.AUDITOR)
FETCHABLE = frozenset({ExportState.READY, ExportState.FETCHED})


def found_or_404(request: HouseRequest, export_id: UUID) -> Found:
    """The request, where this post may see it."""
    found = request_seen_by(request.post, export_id) if request.post else None
    if found is None:
        raise Http404
    return found


@policy(*CONCERNED, action="exports.open")
def detail(request: HouseRequest, export_id: UUID) -> HttpResponse:
    """What was asked, each step, and what may be done now."""
    found = found_or_404(request, export_id)
    own = found.requester_id == request.user.pk
    waits = found.state == ExportState.REQUESTED and request.post is not None
    work = work_of(str(request.user.pk), found.work_id) if own and found.work_id else None
    context = {
        "export_id": export_id,
        "asked": request_shown(found),
        "lines": lines_of(found),
        "may_decide": waits and request.post is not None and not why_not_decide(found, request.post),
        "may_build": own and found.state == ExportState.APPROVED,
        "may_fetch": own and found.state in FETCHABLE,
        "work": work if found.state in {ExportState.APPROVED, ExportState.BUILDING} else None,
        "destroy_by": destroy_by(found) if own else None,
        "keep_hours": limit("keep_hours"),
    }
    answer = render(request, "exports/detail.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@policy(Permission.APPROVE_EXPORTS, action="exports.decide", methods=("GET", "POST"), fresh=True)
def decide(request: HouseRequest, export_id: UUID) -> HttpResponse:
    """Yes or no to another's request."""
    found = found_or_404(request, export_id)
    post = request.post
    if post is None or found.state != ExportState.REQUESTED or why_not_decide(found, post):
        raise Http404
    form = DecisionForm(request.POST or None)
    back = reverse("exports:detail", args=[export_id])
    if request.method == "POST" and form.is_valid():
        act = approve_export if form.cleaned_data["approved"] == "yes" else refuse_export

        def decided() -> str:
            act(found, post=post, note=form.cleaned_data["note"], by=actor_of(request))
            return back

        try:
            once(request, decided)
        except ExportRefusedError as error:
            form.refuse(error.sentence)
        else:
            toast(request, "已处理。")
            return redirect(back)
    context = {"form": form, "asked": request_shown(found), "back": back}
    return render(request, "exports/decide.html", context, status=422 if form.errors else 200)


@policy(Permission.REQUEST_EXPORTS, action="exports.build", methods=("POST",))
def begin(request: HouseRequest, export_id: UUID) -> HttpResponse:
    """Have the file made in the background, with what the asker may see then."""
    found = found_or_404(request, export_id)
    if found.requester_id != request.user.pk or found.state != ExportState.APPROVED:
        raise Http404
    work = start(build, owner=actor_of(request), once=str(export_id), request_id=str(export_id))
    note_work(found, work.pk)
    return redirect("exports:detail", export_id)
