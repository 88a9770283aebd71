"""Background work that one has asked for: how far each is, and a way to stop it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import SIGNED_IN, policy
from notoneless.background.queries import work_of, works_of
from notoneless.background.states import State
from notoneless.background.stopping import ask_to_stop
from notoneless.ui.listing import Cell, Choice, Column, DateRange, Kind, Listing
from notoneless.ui.progress import TONES
from notoneless.ui.toasts import toast


def _title(work: Any) -> Cell:
    return Cell(work.title, reverse("work_detail", args=[work.pk]), note=work.message)


def _state(work: Any) -> Cell:
    state = State(work.state)
    return Cell(str(state.label), tone=TONES[state])


def _far(work: Any) -> str:
    return f"{work.done:,} / {work.total:,}" if work.total else ""


WORKS: Listing[Any] = Listing(
    name="works",
    title="后台工作",
    columns=(
        Column("title", "工作", _title, ("title",), fixed=True),
        Column("state", "状态", _state, ("state",), Kind.STATUS),
        Column("far", "进度", _far, (), Kind.NUMBER),
        Column("queued", "提出时间", lambda work: work.queued_at, ("queued_at",), Kind.DATE),
        Column("ended", "结束时间", lambda work: work.ended_at, ("ended_at",), Kind.DATE),
    ),
    order=("-queued_at",),
    filters=(
        Choice("state", "状态", "state", first=True, options=[(s.value, str(s.label)) for s in State]),
        DateRange("queued", "提出时间", "queued_at", first=True, instants=True),
    ),
    unit="项",
    empty="还没有后台工作。",
)


@policy(SIGNED_IN, action="work.list", methods=["GET", "POST"])
def every(request: HttpRequest) -> HttpResponse:
    """All of one's own."""
    return WORKS.respond(request, works_of(actor_of(request).id), "web/work_list.html")


@policy(SIGNED_IN, action="work.see")
def one(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """One piece of work, refreshed while it runs."""
    found = work_of(actor_of(request).id, work_id)
    if found is None:
        raise Http404
    return render(request, "web/work.html", {"work": found})


@policy(SIGNED_IN, action="work.stop", methods=["POST"])
def stop(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """Ask it to stop at its next step."""
    actor = actor_of(request)
    found = work_of(actor.id, work_id)
    if found is None:
        raise Http404
    ask_to_stop(found, by=actor)
    toast(request, "已要求停止，做完手上这一步就停。", tone="info")
    return redirect("work_detail", work_id=work_id)
