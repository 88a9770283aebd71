"""The log and one event of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.audit.queries import events
from notoneless.web.audit.listing import event_listing
from notoneless.web.audit.shown import event_shown


@policy(Permission.READ_AUDIT, action="audit.read", methods=("GET", "POST"))
def log(request: HttpRequest) -> HttpResponse:
    """All events, the latest first."""
    return event_listing().respond(request, events(), "web/audit/log.html")


@policy(Permission.READ_AUDIT, action="audit.read_one")
def event(request: HttpRequest, seq: int) -> HttpResponse:
    """One event with everything that it holds."""
    found = events().filter(seq=seq).first()
    if found is None:
        raise Http404
    return render(request, "web/audit/event.html", {"event": found, "shown": event_shown(found)})
