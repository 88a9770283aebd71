"""The addresses of pages about exports."""

from django.urls import path

from notoneless.exports.views.asking import ask
from notoneless.exports.views.files import destroyed, file, take
from notoneless.exports.views.register import index, waiting
from notoneless.exports.views.requests import begin, decide, detail

app_name = "exports"
urlpatterns = [
    path("", index, name="index"),
    path("waiting/", waiting, name="waiting"),
    path("ask/<slug:name>/", ask, name="ask"),
    path("file/<str:token>/", file, name="file"),
    path("<uuid:export_id>/", detail, name="detail"),
    path("<uuid:export_id>/decide/", decide, name="decide"),
    path("<uuid:export_id>/build/", begin, name="build"),
    path("<uuid:export_id>/take/", take, name="take"),
    path("<uuid:export_id>/destroyed/", destroyed, name="destroyed"),
]
