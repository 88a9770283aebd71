"""The addresses of the auditor's pages."""

from django.urls import path

from notoneless.web.audit.views.checking import checking, checkpoint, checkpoint_print, verify
from notoneless.web.audit.views.log import event, log
from notoneless.web.audit.views.seen import account_saw, account_saw_whom

app_name = "audit"
urlpatterns = [
    path("", log, name="log"),
    path("<int:seq>/", event, name="event"),
    path("checking/", checking, name="checking"),
    path("checking/verify/", verify, name="verify"),
    path("checking/checkpoint/", checkpoint, name="checkpoint"),
    path("checking/checkpoint/<int:seq>/", checkpoint_print, name="checkpoint_print"),
    path("seen/", account_saw, name="seen"),
    path("seen/names/", account_saw_whom, name="seen_names"),
]
