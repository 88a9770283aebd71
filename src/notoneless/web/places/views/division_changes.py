"""Divisions opened, renamed, moved, closed and merged."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.places.models import Division
from notoneless.places.presenters.lists import place_words
from notoneless.places.queries import open_divisions
from notoneless.places.rules.paths import DivisionLevel
from notoneless.places.services.divisions import (
    close_division,
    merge_divisions,
    move_division,
    open_division,
    rename_division,
)
from notoneless.ui.confirming import Confirmation
from notoneless.web.places.forms import CloseForm, DivisionForm, MergeForm, MoveForm, RenameForm
from notoneless.web.places.permissions import area_of
from notoneless.web.places.views.showing import carried, change_page, own_division, the_division, told

_METHODS = ["GET", "POST"]


@policy(Permission.CHANGE_PLACES, action="open_division", methods=_METHODS)
def new_part(request: HttpRequest, division_id: UUID) -> HttpResponse:
    """A part of a division."""
    parent = own_division(request, division_id)
    form = DivisionForm(request.POST or None)

    def act() -> str:
        made = open_division(**form.cleaned_data, parent=parent, by=actor_of(request))
        return told(request, f"已新增{made.name}。", _page(made))

    heading = f"新增{parent.name}的下级区划"
    return change_page(request, form, act, heading=heading, back=_page(parent), section="divisions")


@policy(Permission.CHANGE_PLACES, action="rename_division", methods=_METHODS)
def rename(request: HttpRequest, division_id: UUID) -> HttpResponse:
    """Another name."""
    here = own_division(request, division_id)
    form = RenameForm(request.POST or None, initial={"name": here.name})

    def act() -> str:
        after = rename_division(here, **form.cleaned_data, by=actor_of(request))
        return told(request, f"已把{here.name}更名为{after.name}。", _page(here))

    return change_page(request, form, act, heading=f"{here.name}更名", back=_page(here), section="divisions")


@policy(Permission.CHANGE_PLACES, action="move_division", methods=_METHODS)
def move(request: HttpRequest, division_id: UUID) -> HttpResponse:
    """Another parent or another code."""
    here = own_division(request, division_id)
    above = DivisionLevel(here.level).above
    within = open_divisions(area_of(request))
    parents = within.filter(level=above.value) if above else within.none()
    choices = [(str(each.id), place_words(each)) for each in parents.select_related("parent")]
    form = MoveForm(request.POST or None, choices=choices, initial={"parent": here.parent_id})

    def act() -> str:
        data = form.cleaned_data
        parent = the_division(UUID(data["parent"])) if data["parent"] else None
        move_division(
            here, parent=parent, code=data["code"], on=data["on"], reason=data["reason"], by=actor_of(request)
        )
        return told(request, f"已改动{here.name}的上级或代码。", _page(here))

    note = "其下的村（社区）和其中的儿童随它一起改动。"
    return change_page(
        request, form, act, heading=f"{here.name}改隶或改码", back=_page(here), section="divisions", note=note
    )


@policy(Permission.CHANGE_PLACES, action="close_division", methods=_METHODS)
def close(request: HttpRequest, division_id: UUID) -> HttpResponse:
    """No more."""
    here = own_division(request, division_id)
    form = CloseForm(request.POST or None)

    def act() -> str:
        close_division(here, **form.cleaned_data, by=actor_of(request))
        return told(request, f"已撤销{here.name}。", _page(here))

    def question() -> Confirmation:
        says = (f"{here.name}自 {form.cleaned_data['on']} 起撤销。", "已有的记录和沿革都保留，仍能查到。")
        return Confirmation(f"撤销{here.name}", says, "撤销", _page(here), "bad", here.name, carried(form))

    note = "有下级区划、学校或片区的不能直接撤销；由别的区划接收的，请用“合并”。"
    return change_page(
        request,
        form,
        act,
        heading=f"撤销{here.name}",
        back=_page(here),
        section="divisions",
        note=note,
        question=question,
    )


@policy(Permission.CHANGE_PLACES, action="merge_divisions", methods=_METHODS)
def merge(request: HttpRequest, division_id: UUID) -> HttpResponse:
    """Into another."""
    here = own_division(request, division_id)
    others = open_divisions(area_of(request)).filter(level=here.level).exclude(id=here.id).select_related("parent")
    form = MergeForm(request.POST or None, choices=[(str(each.id), place_words(each)) for each in others])

    def target() -> Division:
        return the_division(UUID(form.cleaned_data["into"]))

    def act() -> str:
        data = form.cleaned_data
        into = merge_divisions([here], into=target(), on=data["on"], reason=data["reason"], by=actor_of(request))
        return told(request, f"已把{here.name}并入{into.name}。", _page(into))

    def question() -> Confirmation:
        into = target().name
        says = (
            f"{here.name}自 {form.cleaned_data['on']} 起并入{into}。",
            f"其下的村（社区）、学校、片区和儿童从此归{into}。",
            f"{here.name}的记录和沿革保留，查到时指向{into}。",
        )
        return Confirmation(f"{here.name}并入{into}", says, "合并", _page(here), "bad", here.name, carried(form))

    return change_page(
        request, form, act, heading=f"合并{here.name}", back=_page(here), section="divisions", question=question
    )


def _page(division: Division) -> str:
    return reverse("places:division", args=[division.id])
