"""Alarms about accounts, and clearing them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.children.queries.alarms import alarm_by_id, alarms
from notoneless.children.rules.refusals import RefusedError
from notoneless.children.services.watching import clear_alarm
from notoneless.ui.forms import once
from notoneless.ui.toasts import toast
from notoneless.web.security.forms import ClearForm
from notoneless.web.security.listing import alarm_listing, what


@policy(Permission.MANAGE_POLICY, action="security.alarms", methods=("GET", "POST"))
def index(request: HttpRequest) -> HttpResponse:
    """All alarms, the latest first."""
    return alarm_listing().respond(request, alarms(), "web/security/alarms.html")


@policy(Permission.MANAGE_POLICY, action="security.clear_alarm", methods=("GET", "POST"), fresh=True)
def clear(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Say what was found out; a stopped account may look again from then on."""
    alarm = alarm_by_id(alarm_id)
    if alarm is None or alarm.cleared_at is not None:
        raise Http404
    form = ClearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            clear_alarm(alarm, note=form.cleaned_data["note"], by=actor_of(request))
            return reverse("security:alarms")

        try:
            address = once(request, act)
        except RefusedError as error:
            form.refuse(error.sentence)
        else:
            toast(request, "已处理。")
            return redirect(address)
    context = {"form": form, "alarm": alarm, "what": what(alarm), "back": reverse("security:alarms")}
    return render(request, "web/security/clear.html", context, status=422 if form.errors else 200)
