"""What an account saw: pseudonyms for the auditor, names as they may be seen for a leader of the bureau."""

from datetime import datetime, time, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.queries.accounts import found as accounts_found
from notoneless.accounts.roles import Permission, Role
from notoneless.children.queries.seen import seen_by
from notoneless.children.services.looking import note_account_asked
from notoneless.web.audit.forms import SeenForm
from notoneless.web.audit.seen import seen_as_names, seen_as_pseudonyms

MONTH = timedelta(days=30)


@policy(Permission.READ_AUDIT, action="audit.account_saw", methods=("GET", "POST"))
def account_saw(request: HouseRequest) -> HttpResponse:
    """Every child that the account was shown, as the log names it."""
    return _answer(request, names=False)


@policy(Role.BUREAU_LEADER, action="children.account_saw", methods=("GET", "POST"))
def account_saw_whom(request: HouseRequest) -> HttpResponse:
    """The same with school and class, for telling guardians after a breach (个人信息保护法 57)."""
    return _answer(request, names=True)


def _answer(request: HouseRequest, *, names: bool) -> HttpResponse:
    today = timezone.localdate()
    form = SeenForm(request.POST or None, initial={"from_on": today - MONTH, "until_on": today})
    context: dict[str, object] = {"form": form, "names": names}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        account = accounts_found(given["account"], timezone.now()).filter(username=given["account"]).first()
        if account is None:
            form.refuse("没有这个账号。", "account")
        else:
            found = seen_by(str(account.pk), _start(given["from_on"]), _start(given["until_on"] + timedelta(days=1)))
            note_account_asked(str(account.pk), len(found), by=actor_of(request))
            rows = seen_as_names(found, is_masked=request.scope.masked) if names else seen_as_pseudonyms(found)
            context |= {"account": account, "rows": rows, "count": len(found)}
    answer = render(request, "web/audit/seen.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _start(day: object) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))  # type: ignore[arg-type]
