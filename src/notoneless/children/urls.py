"""The addresses of pages about children."""

from django.urls import path

from notoneless.children.views.detail import detail
from notoneless.children.views.endings import decide, erase, erasures, restrict
from notoneless.children.views.lists import index
from notoneless.children.views.looks import who_looked
from notoneless.children.views.records import correct, move, register
from notoneless.children.views.reveal import reveal

app_name = "children"
urlpatterns = [
    path("", index, name="index"),
    path("new/", register, name="register"),
    path("erasures/", erasures, name="erasures"),
    path("erasures/<uuid:erasure_id>/", decide, name="decide_erasure"),
    path("<uuid:child_id>/", detail, name="detail"),
    path("<uuid:child_id>/reveal/<slug:field>/", reveal, name="reveal"),
    path("<uuid:child_id>/looks/", who_looked, name="who_looked"),
    path("<uuid:child_id>/correct/", correct, name="correct"),
    path("<uuid:child_id>/move/", move, name="move"),
    path("<uuid:child_id>/restrict/", restrict, name="restrict"),
    path("<uuid:child_id>/erase/", erase, name="erase"),
]
