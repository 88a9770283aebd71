"""Each request has a number, a line in the log and its place in the figures. First in the list of middleware."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from notoneless.config.health.figures import REQUESTS
from notoneless.config.logs.request_ids import HEADER, begin, end

Answer = Callable[[HttpRequest], HttpResponse]
SILENT = frozenset({"health:live", "health:ready", "health:metrics"})
"""Asked every few seconds by machines: counted, not written down."""
_log = logging.getLogger("notoneless.requests")


class RequestMiddleware:
    """Counts and writes down every request by the name of its view: no path, no query, no body, no person."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the number of the request in its header."""
        given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
        number = begin(given)
        request.request_id = number  # type: ignore[attr-defined]
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = number
            _told(request, response.status_code, time.perf_counter() - began)
            return response
        finally:
            end()


def _told(request: HttpRequest, status: int, seconds: float) -> None:
    match = request.resolver_match
    view = (match.view_name if match else "") or "-"
    method = request.method if request.method in METHODS else "OTHER"
    REQUESTS.labels(view=view, method=method, status=f"{status // 100}xx").observe(seconds)
    if view not in SILENT:
        extra = {"view": view, "method": method, "status": status, "ms": round(seconds * 1000, 1)}
        _log.info("请求", extra=extra)


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
