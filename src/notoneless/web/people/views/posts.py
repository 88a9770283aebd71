"""Posts looked at: all that a reader may see, those that wait for them, one with its history."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from notoneless.accounts.actors import organisation_of
from notoneless.accounts.policy import policy
from notoneless.accounts.queries.posts import posts_seen_by, waiting_for, ways_to_request
from notoneless.accounts.roles import Permission, Role, may
from notoneless.web.people.presenting import APPROVALS, POSTS, happenings, open_to, role_words, state_cell
from notoneless.web.people.views.showing import acting_post, the_post

WHO = (Permission.REQUEST_POSTS, Permission.REQUEST_CLASS_POSTS, Permission.APPROVE_POSTS)
BOTH = ("GET", "POST")


@policy(*WHO, action="see_posts", methods=BOTH)
def every_post(request: HttpRequest) -> HttpResponse:
    """The list."""
    by = acting_post(request)
    context = {"may_request": bool(ways_to_request(by)), "may_approve": may(Role(by.role), Permission.APPROVE_POSTS)}
    return POSTS.respond(request, posts_seen_by(by), "web/people/posts.html", context)


@policy(Permission.APPROVE_POSTS, action="see_posts_to_approve", methods=BOTH)
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for the reader."""
    return APPROVALS.respond(request, waiting_for(acting_post(request)), "web/people/approvals.html", {})


@policy(*WHO, action="see_post")
def one(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """A post, its history, and what the reader may do with it."""
    post, by = the_post(request, post_id), acting_post(request)
    context = {
        "shown": post,
        "role": role_words(post),
        "organisation": organisation_of(post),
        "state": state_cell(post),
        "happenings": happenings(post),
        "may_let_go": may(Role(by.role), Permission.END_POSTS) and post.user_id != by.user_id and post.user.is_active,
        **open_to(by, post),
    }
    return render(request, "web/people/post.html", context)
