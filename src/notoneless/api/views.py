"""The description of the interface: for machines, and as a page. From this machine only, to people signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from notoneless.accounts.policy import SIGNED_IN, policy
from notoneless.api.v1.interface import api


@policy(SIGNED_IN, action="api.schema")
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI."""
    return JsonResponse(_described(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@policy(SIGNED_IN, action="api.docs")
def docs(request: HttpRequest) -> HttpResponse:
    """Each operation with its parameters."""
    described = _described()
    operations = [
        {"method": method.upper(), "path": path, "summary": each.get("summary", ""), "parameters": _parameters(each)}
        for path, methods in described["paths"].items()
        for method, each in methods.items()
    ]
    return render(request, "api/docs.html", {"operations": operations, "version": api.version})


def _described() -> dict[str, Any]:
    """With addresses as they are on this installation."""
    here = reverse("api_schema")
    return dict(api.get_openapi_schema(path_prefix=here.removesuffix("openapi.json")))


def _parameters(operation: dict[str, Any]) -> list[str]:
    return [_parameter(each) for each in operation.get("parameters", ())]


def _parameter(parameter: dict[str, Any]) -> str:
    kind = parameter["schema"]
    bounds = [f"{kind[name]}" for name in ("minimum", "maximum") if name in kind]
    return f"{parameter['name']}（{kind.get('type', '')}{'，' + '–'.join(bounds) if bounds else ''}）"
