"""School years and terms."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.places.models import SchoolYear
from notoneless.places.queries import current_school_year, school_year_named, school_years
from notoneless.places.services.school_years import carry_year, set_school_year
from notoneless.ui.confirming import Confirmation
from notoneless.web.places.forms import CarryForm, SchoolYearForm
from notoneless.web.places.views.showing import carried, change_page, page_context, told

_DAYS = ("autumn", "spring")


@policy(Permission.SEE_PLACES, action="see_school_years")
def years(request: HttpRequest) -> HttpResponse:
    """All school years."""
    now = current_school_year(timezone.localdate())
    context = page_context(request, "years", years=school_years(), now=now)
    return render(request, "web/places/years.html", context)


@policy(Permission.CHANGE_PLACES, action="open_school_year", methods=["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A school year that is not there yet."""
    return _edit(request, SchoolYearForm(request.POST or None), "新增学年")


@policy(Permission.CHANGE_PLACES, action="change_school_year", methods=["GET", "POST"])
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Other days for the terms of a school year."""
    year = _year(name)
    initial: dict[str, object] = {"name": year.name}
    for prefix, term in zip(_DAYS, year.terms.all(), strict=False):
        initial |= {f"{prefix}_starts": term.starts_on, f"{prefix}_ends": term.ends_on}
    form = SchoolYearForm({**request.POST.dict(), "name": year.name} if request.POST else None, initial=initial)
    form.fields["name"].disabled = True
    return _edit(request, form, f"更改 {year.name} 学年")


def _edit(request: HttpRequest, form: SchoolYearForm, heading: str) -> HttpResponse:
    back = reverse("places:years")

    def act() -> str:
        year = set_school_year(form.cleaned_data["name"], terms=form.terms, by=actor_of(request))
        return told(request, f"已保存 {year.name} 学年。", back)

    return change_page(request, form, act, heading=heading, back=back, section="years")


@policy(Permission.CHANGE_PLACES, action="carry_school_year", methods=["GET", "POST"])
def carry(request: HttpRequest, name: str) -> HttpResponse:
    """Classes and zones of a school year into the one after it."""
    old, back = _year(name), reverse("places:years")
    after = [(each.name, each.name) for each in school_years() if each.starts_on > old.ends_on]
    form = CarryForm(request.POST or None, choices=after)

    def act() -> str:
        into = _year(form.cleaned_data["into"])
        classes, zones = carry_year(old, into=into, by=actor_of(request))
        return told(request, f"已把 {classes} 个班级和 {zones} 个片区带入 {into.name} 学年。", back)

    def question() -> Confirmation:
        into = form.cleaned_data["into"]
        says = (
            f"{old.name} 学年的班级各升一年级，带入 {into} 学年；起始年级按原来的班数开班，毕业年级不带。",
            "各村（社区）仍由原来的学校负责。",
            "新学年已有的班级和片区不改动。",
        )
        return Confirmation(f"带入 {into} 学年", says, "带入", back, hidden=carried(form))

    note = "先新增下一学年，再把本学年的班级和片区带过去。"
    return change_page(
        request,
        form,
        act,
        heading=f"把 {old.name} 学年的班级和片区带入下一学年",
        back=back,
        section="years",
        note=note,
        question=question,
    )


def _year(name: str) -> SchoolYear:
    found = school_year_named(name)
    if found is None:
        raise Http404
    return found
