"""Who has looked at a child: for those who answer for it."""

from uuid import UUID

from django.http import Http404, HttpResponse

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.children.presenters.looks import look_listing
from notoneless.children.presenters.words import name_shown
from notoneless.children.queries.children import child_by_id, looks_at
from notoneless.children.services.looking import note_who_looked
from notoneless.children.views.answering import page


@policy(Permission.SEE_WHO_LOOKED, action="children.who_looked")
def who_looked(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """Every look at the child, the latest first; asking is written down too."""
    child = child_by_id(child_id)
    if child is None:
        raise Http404
    note_who_looked(child, by=actor_of(request))
    shown = look_listing().page(request, looks_at(child))
    name = name_shown(child, is_masked=request.scope.masked)
    return page(request, "children/who_looked.html", {"page": shown, "name": name, "child_id": child_id})
