"""What somebody sees who is locked out: how long to wait, and whom to ask."""

import math
from typing import Any

from axes.helpers import get_client_username, get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from notoneless.accounts.queries.lockout import last_failure


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """Answer 429 with the minutes that are left. The same for a name that exists and for one that does not."""
    wait = get_cool_off(request)
    last = last_failure(get_client_username(request, credentials) or "", request.axes_ip_address)  # type: ignore[attr-defined]
    left = (last + wait - timezone.now()) if last else wait
    seconds = max(60, math.ceil(left.total_seconds()))
    page = render(request, "accounts/locked_out.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    page["Retry-After"] = str(seconds)
    return page
