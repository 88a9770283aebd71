"""The page of one child."""

from uuid import UUID

from django.http import Http404, HttpResponse

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission, Role, may
from notoneless.children.presenters.history import change_lines, look_lines
from notoneless.children.presenters.page import ChildShown, child_shown
from notoneless.children.queries.children import changes_of, looks_at, open_erasure
from notoneless.children.rules.refusals import BlockedError
from notoneless.children.services.looking import open_child
from notoneless.children.views.answering import page

RECENT = 20


@policy(Permission.SEE_CHILDREN, action="children.open")
def detail(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """Identity, places, school, what was changed, and for whoever answers for the child: who has looked."""
    try:
        child = open_child(child_id, by=actor_of(request))
    except BlockedError as error:
        return page(request, "children/blocked.html", {"sentence": error.sentence}, status=403)
    if child is None or request.post is None:
        raise Http404
    role = Role(request.post.role)
    shown: ChildShown = child_shown(child, role, is_masked=request.scope.masked)
    sees_looks = may(role, Permission.SEE_WHO_LOOKED)
    context = {
        "child": shown,
        "changes": change_lines(changes_of(child)[:RECENT]),
        "looks": look_lines(looks_at(child)[:RECENT]) if sees_looks else None,
        "may_change": may(role, Permission.CHANGE_CHILDREN),
        "may_ask_erasure": role is Role.BUREAU_OFFICER,
        "erasure": open_erasure(child),
    }
    return page(request, "children/detail.html", context)
