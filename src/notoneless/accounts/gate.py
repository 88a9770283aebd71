"""The gate every page passes: is this session still good, is there news, and has the person done what comes first?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from notoneless.accounts.models import User
from notoneless.accounts.passwords.hashing import TooManySigningInError
from notoneless.accounts.presenters.sessions import SIGNED_IN_ELSEWHERE, why_over
from notoneless.accounts.queries.sign_in import steps_due
from notoneless.accounts.rules.steps import Step
from notoneless.accounts.services.sessions import see_session
from notoneless.accounts.sign_in_data import SESSION_ID, STEPS

Answer = Callable[[HttpRequest], HttpResponseBase]
WAYS = {Step.PASSWORD: "account_change_password", Step.SECOND_FACTOR: "accounts_second_factor"}
"""Where each first step is done."""
ALWAYS = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
OPEN = {
    Step.PASSWORD: ALWAYS | {"account_change_password"},
    Step.SECOND_FACTOR: ALWAYS | {"accounts_second_factor", "mfa_activate_totp", "mfa_add_webauthn"},
}
"""The pages that somebody can reach who has a step to do."""
RETRY_SECONDS = 5


class SessionGate:
    """Ends what is over, tells what is new, and keeps people at their first steps until these are done.

    Stands behind authentication and messages, and before the post and the policy of the request.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _look(request, request.user)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The way to the first step that is not done, unless this is it."""
        if not request.user.is_authenticated or not request.session.get(STEPS):
            return None
        due = steps_due(request.user, timezone.now())
        request.session[STEPS] = [step.value for step in due]
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not due or name in OPEN[due[0]]:
            return None
        return HttpResponseRedirect(redirect(WAYS[due[0]]).url)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Too many people are signing in at this moment: say so, and keep the other pages quick."""
        if not isinstance(exception, TooManySigningInError):
            return None
        response = render(request, "accounts/busy.html", {"seconds": RETRY_SECONDS}, status=503)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response


def _look(request: HttpRequest, user: User) -> None:
    given = request.session.get(SESSION_ID)
    seen = see_session(user=user, session_id=UUID(given) if given else None, now=timezone.now())
    if seen.over:
        logout(request)
        messages.warning(request, why_over(seen.over))
        return
    for session in seen.elsewhere:
        messages.warning(request, SIGNED_IN_ELSEWHERE.format(session=session, device=session.get_device_display()))
