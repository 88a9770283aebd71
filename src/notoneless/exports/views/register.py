"""The register: one's own requests, those to decide on, or all of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from notoneless.accounts.actors import HouseRequest
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission, Role
from notoneless.exports.presenters.listing import export_listing
from notoneless.exports.queries import not_destroyed, requests_seen_by, waiting_for


@policy(
    Permission.REQUEST_EXPORTS, Permission.APPROVE_EXPORTS, Role.AUDITOR, action="exports.list", methods=("GET", "POST")
)
def index(request: HouseRequest) -> HttpResponse:
    """The requests that this post may see; no row names a child."""
    if request.post is None:
        raise Http404
    context = {"waiting": waiting_for(request.post).count(), "not_destroyed": not_destroyed(request.post).count()}
    return export_listing().respond(request, requests_seen_by(request.post), "exports/index.html", context)


@policy(Permission.APPROVE_EXPORTS, action="exports.waiting")
def waiting(request: HouseRequest) -> HttpResponse:
    """The requests that wait for this person's word."""
    if request.post is None:
        raise Http404
    page = export_listing().page(request, waiting_for(request.post))
    return render(request, "exports/waiting.html", {"page": page})
