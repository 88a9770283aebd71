"""The list of children within reach."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission, Role, may
from notoneless.children.presenters.listing import child_listing
from notoneless.children.queries.finding import children
from notoneless.children.rules.refusals import BlockedError
from notoneless.children.services.looking import list_children
from notoneless.children.views.answering import page
from notoneless.ui.listing import Shown


@policy(Permission.SEE_CHILDREN, action="children.list", methods=("GET", "POST"))
def index(request: HouseRequest) -> HttpResponse:
    """The list. Which children a page of it shows is written down before it is sent."""
    listing = child_listing(request, _export)
    if request.method == "POST":
        return listing.respond(request, children(), "children/index.html")
    shown = listing.page(request, children())
    try:
        conditions = [name for name, _ in shown.asked.conditions()]
        list_children([UUID(row.key) for row in shown.rows], conditions=conditions, by=actor_of(request))
    except BlockedError as error:
        return page(request, "children/blocked.html", {"sentence": error.sentence}, status=403)
    live = request.headers.get("HX-Target") == shown.results_id
    answer = (render if live else page)(
        request,
        "ui/listing/results.html" if live else "children/index.html",
        {"page": shown, "may_register": _may_register(request)},
    )
    patch_vary_headers(answer, ["HX-Request", "HX-Target"])
    answer["Cache-Control"] = "no-store"
    return answer


def _export(request: HttpRequest, shown: Shown[Any]) -> HttpResponse:
    """To the page on which an export of exactly this is asked for."""
    query = shown.query.lstrip("?")
    return redirect(f"{reverse('exports:ask', args=['children'])}?{query}")


def _may_register(request: HouseRequest) -> bool:
    return request.post is not None and may(Role(request.post.role), Permission.CHANGE_CHILDREN)
