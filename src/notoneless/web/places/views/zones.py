"""The villages that a school answers for."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.places.models import Division, School, Zone
from notoneless.places.queries import open_divisions, parts_of, zones_in
from notoneless.places.rules.paths import DivisionLevel
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import ZoneStage, zone_stages
from notoneless.places.services.zones import set_zone
from notoneless.ui.forms import once
from notoneless.web.places.forms import ZoneForm
from notoneless.web.places.permissions import area_of
from notoneless.web.places.views.schools import year_asked
from notoneless.web.places.views.showing import own_division, own_school, page_context, told


@policy(Permission.CHANGE_PLACES, action="set_zone", methods=["GET", "POST"])
def zone(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """The villages of one township, for one stage of one school year: ticked are those of the school."""
    here = own_school(request, school_id)
    year, stage, township = year_asked(request), _stage(request, here), _township(request, here)
    if year is None or here.closed_on:
        raise Http404
    villages = list(parts_of(township))
    form = _form(request, here, villages, zones_in(year, township.path).filter(stage=stage.value))
    back = f"{reverse('places:school', args=[here.id])}?year={year.name}"

    def act() -> str:
        chosen = set(form.cleaned_data["villages"])
        wanted = [each for each in villages if str(each.id) in chosen]
        on, by = timezone.localdate(), actor_of(request)
        set_zone(here, year=year, stage=stage, within=township, villages=wanted, on=on, by=by)
        return told(request, f"已保存{here.name}在{township.name}的片区。", back)

    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(once(request, act))
        except NotPossibleError as refusal:
            form.refuse(refusal.sentence)
    context = page_context(
        request,
        "schools",
        form=form,
        here=here,
        year=year,
        back=back,
        stage=stage,
        stages=zone_stages(here.stage),
        township=township,
        townships=_townships(request),
    )
    return render(request, "web/places/zone.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, here: School, villages: Sequence[Division], zones: Iterable[Zone]) -> ZoneForm:
    """Every village with the school that has it, where that is another one; ticked are those of `here`."""
    held = {zone.division_id: zone.school for zone in zones}
    choices = [(str(each.id), _words(each, held.get(each.id), here)) for each in villages]
    own = [str(each.id) for each in villages if held.get(each.id) == here]
    return ZoneForm(request.POST or None, choices=choices, initial={"villages": own})


def _townships(request: HttpRequest) -> QuerySet[Division]:
    return open_divisions(area_of(request)).filter(level=DivisionLevel.TOWNSHIP.value)


def _stage(request: HttpRequest, school: School) -> ZoneStage:
    possible = zone_stages(school.stage)
    return next((stage for stage in possible if stage.value == request.GET.get("stage")), possible[0])


def _township(request: HttpRequest, school: School) -> Division:
    asked = request.GET.get("township", "")
    try:
        found = own_division(request, UUID(asked)) if asked else school.division
    except ValueError:
        raise Http404 from None
    if found.level == DivisionLevel.VILLAGE and found.parent:
        return found.parent
    return found


def _words(village: Division, holder: School | None, here: School) -> str:
    return f"{village.name}（现由{holder.name}负责）" if holder and holder != here else village.name
