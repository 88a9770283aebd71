"""What the views of places have in common: finding or 404, sections, who may change, and the way of a change."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from notoneless.places.models import Division, School
from notoneless.places.queries import division_by_id, school_by_id
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.ui.confirming import Confirmation, confirm
from notoneless.ui.forms import Form, once
from notoneless.ui.toasts import toast
from notoneless.web.places.permissions import area_of, may_change

_SECTIONS = (
    ("divisions", "区划"),
    ("schools", "学校"),
    ("years", "学年学期"),
    ("imports", "导入与导出"),
)


def the_division(division_id: UUID) -> Division:
    """The division, or the answer that there is none."""
    found = division_by_id(division_id)
    if found is None:
        raise Http404
    return found


def the_school(school_id: UUID) -> School:
    """The school, or the answer that there is none."""
    found = school_by_id(school_id)
    if found is None:
        raise Http404
    return found


def own_division(request: HttpRequest, division_id: UUID) -> Division:
    """The division, when the reader may change it; else the answer that there is none."""
    found = the_division(division_id)
    if not may_change(request, found):
        raise Http404
    return found


def own_school(request: HttpRequest, school_id: UUID) -> School:
    """The school, when the reader may change it; else the answer that there is none."""
    found = the_school(school_id)
    if not may_change(request, found.division):
        raise Http404
    return found


def page_context(request: HttpRequest, section: str, place: Division | None = None, **more: Any) -> dict[str, Any]:
    """What every page of places shows: its section, and whether the reader may change `place`, or any place at all."""
    area = area_of(request)
    changes = bool(area) if place is None else may_change(request, place)
    shown = [(name, words) for name, words in _SECTIONS if area or name != "imports"]
    sections = [{"href": reverse(f"places:{name}"), "words": words, "now": name == section} for name, words in shown]
    return {"sections": sections, "may_change": changes, **more}


def change_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], str],
    *,
    heading: str,
    back: str,
    section: str,
    note: str = "",
    question: Callable[[], Confirmation] | None = None,
) -> HttpResponse:
    """A form, the service behind it, and the refusals of the service as errors of the form.

    `act` calls the service, says what was done and gives the address to go to. With `question` the reader confirms
    first.
    """
    if request.method == "POST" and form.is_valid():
        asked = confirm(request, question()) if question else None
        if asked is not None:
            return asked
        try:
            return HttpResponseRedirect(once(request, act))
        except NotPossibleError as refusal:
            form.refuse(refusal.sentence, refusal.field if refusal.field in form.fields else None)
    context = page_context(request, section, form=form, heading=heading, back=back, note=note)
    return render(request, "web/places/form.html", context, status=422 if form.is_bound else 200)


def told(request: HttpRequest, words: str, address: str) -> str:
    """Say on the next page what was done; give its address."""
    toast(request, words)
    return address


def carried(form: Form) -> tuple[tuple[str, str], ...]:
    """What was typed, to be sent again with the confirmation."""
    return tuple((name, str(form.data.get(name, ""))) for name in form.fields)
