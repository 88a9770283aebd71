"""Registering, correcting and moving a child."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.children.forms import CorrectionForm, PlacementForm, RegistrationForm
from notoneless.children.presenters.differences import DifferenceShown, differences_shown
from notoneless.children.queries.children import child_by_id
from notoneless.children.rules.refusals import ChangedMeanwhileError, RefusedError
from notoneless.children.services.correcting import correct_child, move_child
from notoneless.children.services.registering import register_child
from notoneless.children.views.answering import page
from notoneless.children.views.filling import choices_for, placement_at, placement_of, read_changes, read_facts
from notoneless.ui.forms import Form, once
from notoneless.ui.toasts import toast

BOTH = ("GET", "POST")
INDEX = "children:index"


@policy(Permission.CHANGE_CHILDREN, action="children.register", methods=BOTH)
def register(request: HouseRequest) -> HttpResponse:
    """A new record."""
    form = RegistrationForm(request.POST or None, **choices_for(request.scope, request.scope.school))

    def act() -> UUID:
        return register_child(read_facts(form.cleaned_data), placement_at(form.cleaned_data), by=actor_of(request)).pk

    return _answer(request, form, act, title="登记儿童", done="已登记。", back=reverse(INDEX))


@policy(Permission.CHANGE_CHILDREN, action="children.correct", methods=BOTH)
def correct(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """Set facts right. What somebody else saved in between is shown beside what was typed."""
    child = child_by_id(child_id)
    if child is None:
        raise Http404
    first = {"version": child.version, "name": child.name, "sex": child.sex}
    form = CorrectionForm(request.POST or None, initial=first)

    def act() -> UUID:
        given = form.cleaned_data
        correct_child(
            child_id,
            version=given["version"],
            values=read_changes(given),
            reason=given["reason"],
            by=actor_of(request),
        )
        return child_id

    return _answer(request, form, act, title="更正信息", done="已更正。", back=_address(child_id))


@policy(Permission.CHANGE_CHILDREN, action="children.move", methods=BOTH)
def move(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """Another school, class or place."""
    child = child_by_id(child_id)
    if child is None:
        raise Http404
    choices = choices_for(request.scope, child.school_id)
    form = PlacementForm(request.POST or None, initial=placement_of(child), **choices)

    def act() -> UUID:
        given = form.cleaned_data
        at = placement_at(given, child)
        move_child(child_id, at, version=given["version"] or 0, reason=given["reason"], by=actor_of(request))
        return child_id

    return _answer(request, form, act, title="变更学校或住址", done="已保存变更。", back=_address(child_id))


def _answer(
    request: HouseRequest, form: Form, act: Callable[[], UUID], *, title: str, done: str, back: str
) -> HttpResponse:
    """The form, or what the act came to; a refusal keeps what was typed."""
    found: list[DifferenceShown] = []
    if request.method == "POST" and form.is_valid():
        try:
            address = once(request, lambda: _address(act()))
        except ChangedMeanwhileError as error:
            found = differences_shown(error.found)
            form.refuse(error.sentence)
            form.data = {**request.POST.dict(), "version": str(error.version)}
        except RefusedError as error:
            form.refuse(error.sentence, error.field if error.field in form.fields else None)
        else:
            toast(request, done)
            return redirect(address)
    status = 409 if found else 422 if form.errors else 200
    return page(
        request, "children/form.html", {"form": form, "title": title, "found": found, "back": back}, status=status
    )


def _address(child_id: UUID) -> str:
    """The child's page; the list, when the child is no longer within reach."""
    return reverse("children:detail", args=[child_id]) if child_by_id(child_id) else reverse(INDEX)
