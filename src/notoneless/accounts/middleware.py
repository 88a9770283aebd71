"""The way of a request: in which post somebody acts, what that reaches, and whether the address is open to it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import Policy, policy_at
from notoneless.accounts.queries.posts import chosen_post, posts_in_force
from notoneless.accounts.roles import Role
from notoneless.accounts.scope import acting, scope_of
from notoneless.audit.actors import Actor, acting_as
from notoneless.audit.recording import record

CHOSEN = "post"
"""Where a session keeps the post that was chosen."""
Answer = Callable[[HttpRequest], HttpResponseBase]


class ActingPostMiddleware:
    """Gives the request its post, scope and actor, and makes both active while it is answered.

    Who has no account or no post gets a scope which reaches nothing. Posts are read anew for each request: what has
    been ended gives no right any more.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        house, today = cast(HouseRequest, request), timezone.localdate()
        house.posts = posts_in_force(house.user, today) if house.user.is_authenticated else ()
        house.post = chosen_post(house.posts, house.session.get(CHOSEN, "")) if house.posts else None
        house.scope = scope_of(house.post, today)
        actor = actor_of(request)
        with acting(house.scope), acting_as(actor):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _streamed(house, actor, cast(Iterable[bytes], response.streaming_content))
        return response


def _streamed(request: HouseRequest, actor: Actor, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of an answer that is made while it is sent, each made in the scope of its request."""
    stream = iter(parts)
    while True:
        with acting(request.scope), acting_as(actor):
            part = next(stream, None)
        if part is None:
            return
        yield part


class PolicyMiddleware:
    """Opens an address only to whom its policy names.

    Nothing declared, or another role: as if it were not there. No account: the way to sign in. A page that asks for it:
    confirm first who you are. Stands before the check of forms, so that a forged one learns nothing either.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 404 and getattr(request, "admitted", False):
            _denied(request, "accounts.nothing_there")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        found = policy_at(match) if match else None
        if found is None:
            raise Http404
        if not self._admits(found, request):
            if request.user.is_authenticated:
                _denied(request, "accounts.denied")
            elif found.asks_for_sign_in:
                return _to_sign_in(request)
            raise Http404
        if request.method not in found.methods:
            return HttpResponseNotAllowed(sorted(found.methods))
        request.admitted = bool(request.user.is_authenticated and kwargs)  # type: ignore[attr-defined]
        return _to_confirm(request, found) if found.fresh else None

    def _admits(self, found: Policy, request: HttpRequest) -> bool:
        post = cast(HouseRequest, request).post
        return found.admits(Role(post.role) if post else None, signed_in=request.user.is_authenticated)


def _denied(request: HttpRequest, event: str) -> None:
    """Record a try that was turned away: by the name of the page, never by what was typed."""
    match = request.resolver_match
    name = match.view_name if match else ""
    with transaction.atomic():
        record(
            event,
            actor=actor_of(request),
            obj=("page", name),
            outcome="denied",
            details={"method": str(request.method)},
        )


def _to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    way = resolve_url(settings.LOGIN_URL)
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{way}?{query}" if query else way)


def _to_confirm(request: HttpRequest, found: Policy) -> HttpResponseRedirect | None:
    """The way to confirm who one is, where that was not done a short while ago."""
    try:
        reauthentication_required(_nothing, app="notoneless.accounts")(request)
    except ReauthenticationRequired:
        back = request.get_full_path() if "GET" in found.methods else resolve_url(settings.LOGIN_REDIRECT_URL)
        return HttpResponseRedirect(f"{resolve_url('account_reauthenticate')}?{urlencode({'next': back})}")
    return None


def _nothing(request: HttpRequest) -> None:
    return None
