"""Schools opened, renamed, changed, closed and merged."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.places.models import School
from notoneless.places.presenters.lists import place_words
from notoneless.places.queries import open_divisions, schools_in
from notoneless.places.rules.paths import DivisionLevel
from notoneless.places.services.schools import change_school, close_school, merge_schools, open_school, rename_school
from notoneless.ui.confirming import Confirmation
from notoneless.web.places.forms import CloseForm, MergeForm, RenameForm, SchoolChangeForm, SchoolForm
from notoneless.web.places.permissions import area_of
from notoneless.web.places.views.showing import carried, change_page, own_school, the_division, the_school, told

_METHODS = ["GET", "POST"]


@policy(Permission.CHANGE_PLACES, action="open_school", methods=_METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """A school."""
    form = SchoolForm(request.POST or None, choices=_sites(request), initial={"division": request.GET.get("at", "")})

    def act() -> str:
        data = {**form.cleaned_data, "division": the_division(UUID(form.cleaned_data["division"]))}
        made = open_school(**data, by=actor_of(request))
        return told(request, f"已新增{made.name}。", _page(made))

    return change_page(request, form, act, heading="新增学校", back=reverse("places:schools"), section="schools")


@policy(Permission.CHANGE_PLACES, action="rename_school", methods=_METHODS)
def rename(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """Another name."""
    here = own_school(request, school_id)
    form = RenameForm(request.POST or None, initial={"name": here.name})

    def act() -> str:
        after = rename_school(here, **form.cleaned_data, by=actor_of(request))
        return told(request, f"已把{here.name}更名为{after.name}。", _page(here))

    return change_page(request, form, act, heading=f"{here.name}更名", back=_page(here), section="schools")


@policy(Permission.CHANGE_PLACES, action="change_school", methods=_METHODS)
def change(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """Another kind or another place."""
    here = own_school(request, school_id)
    initial = {"kind": here.kind, "division": here.division_id}
    form = SchoolChangeForm(request.POST or None, choices=_sites(request), initial=initial)

    def act() -> str:
        data = {**form.cleaned_data, "division": the_division(UUID(form.cleaned_data["division"]))}
        change_school(here, **data, by=actor_of(request))
        return told(request, f"已更改{here.name}。", _page(here))

    heading = f"更改{here.name}的类型或所在地"
    return change_page(request, form, act, heading=heading, back=_page(here), section="schools")


@policy(Permission.CHANGE_PLACES, action="close_school", methods=_METHODS)
def close(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """No more."""
    here = own_school(request, school_id)
    form = CloseForm(request.POST or None)

    def act() -> str:
        close_school(here, **form.cleaned_data, by=actor_of(request))
        return told(request, f"已停办{here.name}。", _page(here))

    def question() -> Confirmation:
        says = (f"{here.name}自 {form.cleaned_data['on']} 起停办。", "以前的班级、片区和沿革都保留，仍能查到。")
        return Confirmation(f"停办{here.name}", says, "停办", _page(here), "bad", here.name, carried(form))

    note = "还有班级或片区的学校不能直接停办；由别的学校接收的，请用“合并”。"
    return change_page(
        request,
        form,
        act,
        heading=f"停办{here.name}",
        back=_page(here),
        section="schools",
        note=note,
        question=question,
    )


@policy(Permission.CHANGE_PLACES, action="merge_schools", methods=_METHODS)
def merge(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """Into another."""
    here = own_school(request, school_id)
    others = [(str(each.id), each.name) for each in schools_in(area_of(request)) if each.id != here.id]
    form = MergeForm(request.POST or None, choices=others)

    def target() -> School:
        return the_school(UUID(form.cleaned_data["into"]))

    def act() -> str:
        data = form.cleaned_data
        into = merge_schools([here], into=target(), on=data["on"], reason=data["reason"], by=actor_of(request))
        return told(request, f"已把{here.name}并入{into.name}。", _page(into))

    def question() -> Confirmation:
        into = target().name
        says = (
            f"{here.name}自 {form.cleaned_data['on']} 起并入{into}。",
            f"本学年的班级和片区归{into}；班号已被占用的，改用空着的班号。",
            f"{here.name}以前学年的班级和沿革保留，查到时指向{into}。",
        )
        return Confirmation(f"{here.name}并入{into}", says, "合并", _page(here), "bad", here.name, carried(form))

    return change_page(
        request, form, act, heading=f"合并{here.name}", back=_page(here), section="schools", question=question
    )


def _sites(request: HttpRequest) -> list[tuple[str, str]]:
    found = open_divisions(area_of(request)).exclude(level=DivisionLevel.DISTRICT.value).select_related("parent")
    return [(str(each.id), place_words(each)) for each in found]


def _page(school: School) -> str:
    return reverse("places:school", args=[school.id])
