"""The addresses of the security administrator's pages."""

from django.urls import path

from notoneless.web.security.views import clear, index

app_name = "security"
urlpatterns = [
    path("", index, name="alarms"),
    path("<uuid:alarm_id>/", clear, name="clear"),
]
