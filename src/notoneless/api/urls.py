"""The addresses of the interface."""

from django.urls import include, path

from notoneless.api.v1.interface import declared_patterns
from notoneless.api.views import docs, schema

urlpatterns = [
    path("v1/docs/", docs, name="api_docs"),
    path("v1/openapi.json", schema, name="api_schema"),
    path("v1/", include((declared_patterns(), "api-1"))),
]
