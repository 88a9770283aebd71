"""Restricting a record, and erasing it by the word of two."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Role
from notoneless.children.forms import DecisionForm, ErasureForm, StatusForm
from notoneless.children.presenters.erasures import erasures_shown
from notoneless.children.presenters.words import name_shown
from notoneless.children.queries.children import child_by_id, erasure_by_id, open_erasures
from notoneless.children.rules.refusals import RefusedError
from notoneless.children.services.erasing import ask_erasure, decide_erasure
from notoneless.children.services.restricting import set_status
from notoneless.children.states import ChildStatus
from notoneless.children.views.answering import page
from notoneless.ui.forms import once
from notoneless.ui.toasts import toast

BOTH = ("GET", "POST")


@policy(Role.BUREAU_OFFICER, action="children.restrict", methods=BOTH)
def restrict(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """Restrict an active record, make a restricted one active again."""
    child = child_by_id(child_id)
    if child is None:
        raise Http404
    to = ChildStatus.RESTRICTED if child.status == ChildStatus.ACTIVE else ChildStatus.ACTIVE
    title = "限制处理" if to is ChildStatus.RESTRICTED else "恢复在册"
    form = StatusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_status(child_id, to, reason=form.cleaned_data["reason"], by=actor_of(request))
        toast(request, f"已{title}。")
        return redirect("children:detail", child_id)
    return page(request, "children/form.html", {"form": form, "title": title, "back": _back(child_id)})


@policy(Role.BUREAU_OFFICER, action="children.ask_erasure", methods=BOTH)
def erase(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """Ask for the record to be erased."""
    child = child_by_id(child_id)
    if child is None:
        raise Http404
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_erasure(child_id, reason=form.cleaned_data["reason"], by=actor_of(request))
        except RefusedError as error:
            form.refuse(error.sentence)
        else:
            toast(request, "已提交，等待局领导决定。")
            return redirect("children:detail", child_id)
    context = {"form": form, "title": "申请清除档案", "back": _back(child_id), "warning": True}
    return page(request, "children/form.html", context)


@policy(Role.BUREAU_LEADER, Role.BUREAU_OFFICER, action="children.erasures")
def erasures(request: HouseRequest) -> HttpResponse:
    """The requests that wait for a decision."""
    shown = erasures_shown(open_erasures(), is_masked=request.scope.masked)
    return page(request, "children/erasures.html", {"erasures": shown})


@policy(Role.BUREAU_LEADER, action="children.decide_erasure", methods=BOTH)
def decide(request: HouseRequest, erasure_id: UUID) -> HttpResponse:
    """Decide on another's request."""
    asked = erasure_by_id(erasure_id)
    if asked is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approved = form.cleaned_data["approved"] == "yes"
        try:
            once(request, lambda: _decided(erasure_id, approved, request))
        except RefusedError as error:
            form.refuse(error.sentence)
        else:
            toast(request, "已清除。" if approved else "已答复不同意。")
            return redirect("children:erasures")
    name = name_shown(asked.child, is_masked=request.scope.masked)
    context = {"form": form, "asked": asked, "name": name, "back": reverse("children:erasures")}
    return page(request, "children/decide_erasure.html", context)


def _decided(erasure_id: UUID, approved: bool, request: HouseRequest) -> str:
    decide_erasure(erasure_id, approved=approved, by=actor_of(request))
    return reverse("children:erasures")


def _back(child_id: UUID) -> str:
    return reverse("children:detail", args=[child_id])
