"""我的账号: password, second factors, where one is signed in."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import SIGNED_IN, policy
from notoneless.accounts.presenters.own_account import OwnAccount
from notoneless.accounts.services.sessions import end_own_sessions
from notoneless.accounts.sign_in_data import SESSION_ID


@policy(SIGNED_IN, action="own_account")
def own_account(request: HttpRequest) -> HttpResponse:
    """The page of one's own account."""
    account = OwnAccount.of(cast(HouseRequest, request).user, _session(request), timezone.now())
    return render(request, "accounts/own.html", {"account": account})


@policy(SIGNED_IN, action="second_factor_first")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Which second factor to set up: an app on the phone, or a key or fingerprint."""
    return render(request, "accounts/second_factor.html")


@policy(SIGNED_IN, action="end_own_session", methods=["POST"])
def end_session(request: HttpRequest, session: UUID) -> HttpResponse:
    """End one's own session elsewhere. Another person's is as if it were not there."""
    user = cast(HouseRequest, request).user
    if not end_own_sessions(user=user, only=session, but=None, by=actor_of(request), now=timezone.now()):
        raise Http404
    messages.success(request, "已结束那台设备上的登录。")
    return redirect("accounts_own")


@policy(SIGNED_IN, action="end_other_sessions", methods=["POST"])
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    user = cast(HouseRequest, request).user
    ended = end_own_sessions(user=user, only=None, but=_session(request), by=actor_of(request), now=timezone.now())
    messages.success(request, "已结束其他设备上的登录。" if ended else "没有其他设备在登录。")
    return redirect("accounts_own")


def _session(request: HttpRequest) -> UUID | None:
    given = request.session.get(SESSION_ID)
    return UUID(given) if given else None
