"""What a reader chooses in the header: light or dark, and in which post they act."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from notoneless.accounts.actors import HouseRequest
from notoneless.accounts.middleware import CHOSEN
from notoneless.accounts.policy import ANYONE, SIGNED_IN, policy
from notoneless.accounts.services.posts import choosing
from notoneless.ui.look import COOKIE, THEMES
from notoneless.ui.toasts import toast

YEAR = 365 * 24 * 3600


@policy(ANYONE, action="web.choose_theme", methods=["POST"])
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie and go back to the page."""
    back = request.POST.get("next", "")
    answer = redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "home")
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        secure = request.is_secure()
        answer.set_cookie(COOKIE, theme, max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
    return answer


@policy(SIGNED_IN, action="web.choose_post", methods=["POST"])
def choose_post(request: HttpRequest) -> HttpResponse:
    """Act in another of one's posts from now on. A post that is not one's own changes nothing."""
    house = cast(HouseRequest, request)
    asked = request.POST.get("post", "")
    own = next((post for post in house.posts if str(post.pk) == asked), None)
    if own is not None:
        choosing.choose_post(post=own)
        request.session[CHOSEN] = asked
    else:
        toast(request, "这个岗位已经结束，或不是您的岗位。", tone="warn")
    return redirect("home")
