"""Asking for an export of a list, as it is filtered on its page."""

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.exports.forms import AskForm
from notoneless.exports.rules.approval import need_for
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.rules.sources import Source, is_offered, source
from notoneless.exports.services.asking import ask_export
from notoneless.ui.forms import once
from notoneless.ui.toasts import toast

PLACES = frozenset({"page", "sort", "size", "after", "before", "at"})
LONGEST = 100


@policy(Permission.REQUEST_EXPORTS, action="exports.ask", methods=("GET", "POST"))
def ask(request: HouseRequest, name: str) -> HttpResponse:
    """Columns, purpose, explanation; how many rows there are, and who must agree."""
    post = request.post
    if post is None or not is_offered(name):
        raise Http404
    list_, filters = source(name), conditions_in(request.GET)
    form = AskForm(request.POST or None, columns=[column for column in list_.columns if column.is_for(post.role)])

    def act() -> str:
        asked = ask_export(list_, filters=filters, post=post, by=actor_of(request), **_given(form))
        return reverse("exports:detail", args=[asked.pk])

    if request.method == "POST" and form.is_valid():
        try:
            address = once(request, act)
        except ExportRefusedError as error:
            form.refuse(error.sentence)
        else:
            toast(request, "已提交。")
            return redirect(address)
    context = {"form": form, **_about(list_, filters)}
    return render(request, "exports/ask.html", context, status=422 if form.errors else 200)


def _given(form: AskForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("columns", "purpose", "explanation")}


def _about(from_: Source, filters: dict[str, str]) -> dict[str, Any]:
    rows = from_.count(filters)
    kinds = {"仅已遮盖的列": ["open"], "含个人信息": ["personal"], "含敏感个人信息": ["special"]}
    needs = [(words, need_for(rows, classes)) for words, classes in kinds.items()]
    return {"title": from_.title, "rows": rows, "conditions": from_.described(filters), "needs": needs}


def conditions_in(query: QueryDict) -> dict[str, str]:
    """The conditions of an address, without where on the list the reader was."""
    given = {name: str(value).replace("\0", "")[:LONGEST] for name, value in query.items()}
    return {name: value for name, value in given.items() if value and name not in PLACES}
