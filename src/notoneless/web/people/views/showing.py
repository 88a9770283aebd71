"""What the views of posts have in common: finding or 404, and a form before a service."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from notoneless.accounts.actors import HouseRequest
from notoneless.accounts.permissions import NotAllowedError
from notoneless.accounts.queries.posts import post_seen_by
from notoneless.accounts.states import BadTransitionError
from notoneless.ui.forms import Form, once
from notoneless.ui.toasts import toast

if TYPE_CHECKING:
    from notoneless.accounts.models import Post


def acting_post(request: HttpRequest) -> "Post":
    """The post in which the reader acts; behind a policy that names roles there is one."""
    post = cast(HouseRequest, request).post
    if post is None:
        raise Http404
    return post


def the_post(request: HttpRequest, post_id: UUID) -> "Post":
    """A post that the reader may look at, or the answer that there is none."""
    found = post_seen_by(acting_post(request), post_id)
    if found is None:
        raise Http404
    return found


def form_page(
    request: HttpRequest, form: Form, act: Callable[[], str], *, heading: str, back: str, notes: tuple[str, ...] = ()
) -> HttpResponse:
    """A form and the service behind it; a refusal of the service stands on top of the form.

    `act` calls the service, and gives the address to go to.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(once(request, act))
        except (NotAllowedError, BadTransitionError) as refusal:
            form.refuse(str(refusal), None)
    context = {"form": form, "heading": heading, "back": back, "notes": notes}
    return render(request, "web/people/form.html", context, status=422 if form.is_bound and form.errors else 200)


def told(request: HttpRequest, words: str, address: str) -> str:
    """Say on the next page what was done; give its address."""
    toast(request, words)
    return address
