"""Classes of a school."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.places.models import School, SchoolYear
from notoneless.places.queries import class_by_id
from notoneless.places.services.classes import close_class, open_class
from notoneless.ui.confirming import Confirmation
from notoneless.web.places.forms import ClassForm, CloseForm
from notoneless.web.places.permissions import may_change_classes
from notoneless.web.places.views.schools import year_asked
from notoneless.web.places.views.showing import carried, change_page, the_school, told


@policy(Permission.CHANGE_CLASSES, action="open_class", methods=["GET", "POST"])
def new(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """A class of the school year in the address."""
    here, year = the_school(school_id), year_asked(request)
    if year is None or not may_change_classes(request, here):
        raise Http404
    form = ClassForm(request.POST or None, kind=here.kind)

    def act() -> str:
        made = open_class(here, year=year, **form.cleaned_data, by=actor_of(request))
        return told(request, f"已开设{made.name}。", _page(here, year))

    heading = f"{here.name} {year.name} 学年开设班级"
    return change_page(request, form, act, heading=heading, back=_page(here, year), section="schools")


@policy(Permission.CHANGE_CLASSES, action="close_class", methods=["GET", "POST"])
def close(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """A class that is no more."""
    here = class_by_id(class_id)
    if here is None or not may_change_classes(request, here.school):
        raise Http404
    form = CloseForm(request.POST or None)
    back = _page(here.school, here.school_year)

    def act() -> str:
        close_class(here, **form.cleaned_data, by=actor_of(request))
        return told(request, f"已撤销{here.name}。", back)

    def question() -> Confirmation:
        says = (f"{here.school.name} {here.school_year.name} 学年的{here.name}自 {form.cleaned_data['on']} 起撤销。",)
        return Confirmation(f"撤销{here.name}", says, "撤销", back, "bad", here.name, carried(form))

    return change_page(request, form, act, heading=f"撤销{here.name}", back=back, section="schools", question=question)


def _page(school: School, year: SchoolYear) -> str:
    return f"{reverse('places:school', args=[school.id])}?year={year.name}"
