"""The tree of divisions, and what lies in one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.places.models import Division
from notoneless.places.presenters.histories import history
from notoneless.places.presenters.lists import PARTS
from notoneless.places.presenters.trees import tree_items
from notoneless.places.queries import ancestors_of, current_school_year, parts_of, schools_in, tree, zones_of_village
from notoneless.web.places.views.showing import page_context, the_division


@policy(Permission.SEE_PLACES, action="see_divisions", methods=["GET", "POST"])
def top(request: HttpRequest) -> HttpResponse:
    """The districts."""
    return _answer(request, None)


@policy(Permission.SEE_PLACES, action="see_division", methods=["GET", "POST"])
def division(request: HttpRequest, division_id: UUID) -> HttpResponse:
    """A division: its parts, its schools, the schools of a village, its history."""
    return _answer(request, the_division(division_id))


def _answer(request: HttpRequest, here: Division | None) -> HttpResponse:
    year = current_school_year(timezone.localdate())
    context = page_context(
        request,
        "divisions",
        here,
        here=here,
        tree=tree_items(tree(), here, _address),
        steps=[{"href": _address(each), "words": each.name} for each in ancestors_of(here)] if here else [],
        schools=schools_in(here.path) if here and here.level != "district" else (),
        zones=zones_of_village(here, year) if here and year and here.level == "village" else (),
        history=history(here) if here else (),
    )
    return PARTS.respond(request, parts_of(here, closed=True), "web/places/division.html", context)


def _address(each: Division) -> str:
    return reverse("places:division", args=[each.id])
