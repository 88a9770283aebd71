"""The addresses of the house: each package brings its own."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from notoneless.config.demonstration.report import report

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("notoneless.web.urls")),
    path("", include("notoneless.config.health.urls")),
    path("places/", include("notoneless.web.places.urls")),
    path("people/", include("notoneless.web.people.urls")),
    path("children/", include("notoneless.children.urls")),
    path("exports/", include("notoneless.exports.urls")),
    path("audit/", include("notoneless.web.audit.urls")),
    path("alarms/", include("notoneless.web.security.urls")),
    path("api/", include("notoneless.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("account/", include("notoneless.accounts.urls")),
]
if settings.DEMO_REPORT:
    urlpatterns.append(path("demo/report/", report, name="demo_report"))

handler500 = "notoneless.config.errors.server_error"
