"""The home page: what I must do today, what is overdue, what waits for others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from notoneless.accounts.policy import SIGNED_IN, policy
from notoneless.web.worklist import worklist


@policy(SIGNED_IN, action="web.home")
def home(request: HttpRequest) -> HttpResponse:
    """The work list of the reader's post."""
    today = timezone.localdate()
    parts = worklist(request, today)
    clear = not any(part.items for part in parts)
    return render(request, "web/home.html", {"parts": parts, "clear": clear, "today": today})
