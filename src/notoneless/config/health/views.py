"""The three addresses that machines ask."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST

from notoneless.accounts.actors import address_of
from notoneless.accounts.policy import ANYONE, policy
from notoneless.config.health.addresses import among
from notoneless.config.health.metrics import figures
from notoneless.config.health.readiness import readiness


@policy(ANYONE, action="health.live")
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _answer({"live": True}, 200)


@policy(ANYONE, action="health.ready")
def ready(request: HttpRequest) -> HttpResponse:
    """Each part in a word; 503 where one is not in order."""
    parts = readiness()
    fine = all(parts.values())
    return _answer({"ready": fine, "parts": parts}, 200 if fine else 503)


@policy(ANYONE, action="health.metrics")
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for the addresses that the settings name; for others there is no such page."""
    if not among(address_of(request), settings.METRICS_FROM):
        raise Http404
    return _uncached(HttpResponse(figures(), content_type=CONTENT_TYPE_LATEST))


def _answer(found: dict[str, object], status: int) -> HttpResponse:
    return _uncached(JsonResponse(found, status=status))


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
