"""What pages about children have in common: that no browser and no proxy keeps a copy."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A page inside the shell, which carries the reader's watermark."""
    answer = render(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
