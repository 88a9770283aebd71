"""Schools: the list, and one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.places.models import SchoolYear
from notoneless.places.presenters.histories import history
from notoneless.places.presenters.lists import SCHOOLS, place_words
from notoneless.places.presenters.schools import grades_shown, zones_shown
from notoneless.places.queries import (
    classes_of,
    current_school_year,
    school_year_named,
    school_years,
    schools_in,
    zone_of,
)
from notoneless.places.rules.stages import zone_stages
from notoneless.web.places.forms import ClassForm
from notoneless.web.places.permissions import may_change_classes
from notoneless.web.places.views.showing import page_context, the_school


@policy(Permission.SEE_PLACES, action="see_schools", methods=["GET", "POST"])
def every_school(request: HttpRequest) -> HttpResponse:
    """The list of schools."""
    context = page_context(request, "schools")
    return SCHOOLS.respond(request, schools_in(closed=True), "web/places/schools.html", context)


@policy(Permission.SEE_PLACES, action="see_school")
def school(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """One school: its classes and villages of a school year, its history."""
    here = the_school(school_id)
    year = year_asked(request)
    address = reverse("places:school", args=[here.id])
    context = page_context(
        request,
        "schools",
        here.division,
        here=here,
        where=place_words(here.division),
        year=year,
        years=[
            {"words": each.name, "href": f"{address}?year={each.name}", "now": each == year} for each in school_years()
        ],
        grades=grades_shown(classes_of(year, here)) if year else (),
        zones=zones_shown(zone_of(here, year)) if year else (),
        zone_stages=zone_stages(here.stage),
        class_form=ClassForm(kind=here.kind),
        may_change_classes=may_change_classes(request, here) and here.closed_on is None,
        history=history(here),
    )
    return render(request, "web/places/school.html", context)


def year_asked(request: HttpRequest) -> SchoolYear | None:
    """The school year in the address, else the current one, else the latest."""
    asked = school_year_named(request.GET.get("year", ""))
    return asked or current_school_year(timezone.localdate()) or school_years().first()
