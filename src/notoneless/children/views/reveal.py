"""One field in clear: asked for with a reason, shown for a minute."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.children.forms import RevealForm
from notoneless.children.permissions import check_may_reveal
from notoneless.children.presenters.words import masked_value, name_shown
from notoneless.children.queries.children import child_by_id
from notoneless.children.rules.fields import masked_fields
from notoneless.children.rules.refusals import BlockedError, RefusedError
from notoneless.children.rules.reveals import SHOWN_FOR, daily_limit
from notoneless.children.services.revealing import reveal_field
from notoneless.children.views.answering import page


@policy(Permission.REVEAL_FIELDS, action="children.reveal", methods=("GET", "POST"), fresh=True)
def reveal(request: HouseRequest, child_id: UUID, field: str) -> HttpResponse:
    """The form that asks why; then the field, on a page of its own that goes back by itself after a minute."""
    context = _about(request, child_id, field)
    form = RevealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = reveal_field(child_id, field, by=actor_of(request), **_given(form))
        except BlockedError as error:
            return page(request, "children/blocked.html", {"sentence": error.sentence}, status=403)
        except RefusedError as error:
            form.refuse(error.sentence)
        else:
            if found is None:
                raise Http404
            return page(request, "children/revealed.html", {**context, "value": found[1]})
    if request.method == "GET" and request.headers.get("X-Dialog") == "1":
        return page(request, "children/reveal_form.html", {**context, "form": form, "dialog": True})
    return page(request, "children/reveal.html", {**context, "form": form}, status=422 if form.errors else 200)


def _about(request: HouseRequest, child_id: UUID, field: str) -> dict[str, Any]:
    """What the pages say about the child and the field. Raises Http404 for what is not within reach."""
    child = child_by_id(child_id)
    if child is None or request.post is None or field not in masked_fields():
        raise Http404
    try:
        check_may_reveal(request.post.role, field)
    except RefusedError as error:
        raise Http404 from error
    return {
        "label": masked_fields()[field].label,
        "name": name_shown(child, is_masked=request.scope.masked),
        "masked": masked_value(child, field),
        "back": reverse("children:detail", args=[child_id]),
        "path": request.path,
        "limit": daily_limit(request.post.role),
        "seconds": int(SHOWN_FOR.total_seconds()),
    }


def _given(form: RevealForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("reason", "explanation")}
