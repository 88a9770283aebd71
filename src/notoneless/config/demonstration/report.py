"""The report of the reconciled district, as a page of the demonstration."""

from pathlib import Path

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Role


@csp_replace({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "img-src": ["data:"], "frame-ancestors": [NONE]})
@policy(Role.BUREAU_OFFICER, Role.BUREAU_LEADER, action="demonstration.report")
def report(request: HttpRequest) -> HttpResponse:
    """One page by itself, written by `notoneless reconcile`: it carries its style with it, and no script may run."""
    place = Path(settings.DEMO_REPORT)
    if not settings.DEMO_REPORT or not place.is_file():
        raise Http404
    return HttpResponse(place.read_bytes(), content_type="text/html; charset=utf-8")
