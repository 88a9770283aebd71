"""The interface: its routers, how it refuses, and who may call what."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from notoneless.accounts.policy import SIGNED_IN, Policy, a_policy
from notoneless.accounts.roles import Permission
from notoneless.api.v1 import own, places
from notoneless.api.v1.sessions import Session

api = NinjaAPI(
    title="一个不少",
    version="1",
    description="只读接口；用页面的登录会话。",
    urls_namespace="api-1",
    auth=Session(),
    docs_url=None,
    openapi_url=None,
)
api.add_router("", own.router)
api.add_router("", places.router)

POLICIES: Mapping[str, Policy] = {
    "me": a_policy(SIGNED_IN, action="api.me"),
    "schools": a_policy(Permission.SEE_PLACES, action="api.schools"),
}
"""Who may call an operation, by its name. One that is not named here is answered as if it were not there."""


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which parameter, and what is wrong with it; never what was sent."""
    wrong = [
        {"field": ".".join(str(part) for part in each["loc"][1:]), "problem": each["type"]} for each in error.errors
    ]
    return api.create_response(request, {"error": "参数不对", "fields": wrong}, status=422)


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A sentence."""
    return api.create_response(request, {"error": str(error)}, status=error.status_code)


def declared_patterns() -> list[URLPattern]:
    """The addresses of the interface, each with its policy."""
    found = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name in POLICIES]
    for pattern in found:
        pattern.callback.policy = POLICIES[str(pattern.name)]  # type: ignore[attr-defined]
    return found
