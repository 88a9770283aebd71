"""Approving and refusing a post. Approving asks once more who one is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from notoneless.accounts.actors import organisation_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.accounts.services.posts.deciding import approve_post, refuse_post
from notoneless.web.people.forms import ApproveForm, RefuseForm
from notoneless.web.people.presenting import role_words
from notoneless.web.people.views.showing import acting_post, form_page, the_post, told

BOTH = ("GET", "POST")


@policy(Permission.APPROVE_POSTS, action="approve_post", methods=BOTH, fresh=True)
def approve(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Yes."""
    post = the_post(request, post_id)
    back = reverse("people_post", args=[post.pk])

    def act() -> str:
        approve_post(by=acting_post(request), post=post)
        return told(request, f"已批准{post.user.name}的岗位。", reverse("people_approvals"))

    notes = (
        f"{post.user.name}（{post.user.username}）将在{organisation_of(post)}任{role_words(post)}，"
        f"{post.from_on} 至 {post.until_on}。",
        "批准后立即生效，任职人要重新登录。",
    )
    form = ApproveForm(request.POST if request.method == "POST" else None)
    return form_page(request, form, act, heading="批准岗位", back=back, notes=notes)


@policy(Permission.APPROVE_POSTS, action="refuse_post", methods=BOTH)
def refuse(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """No, and why."""
    post, form = the_post(request, post_id), RefuseForm(request.POST or None)
    back = reverse("people_post", args=[post.pk])

    def act() -> str:
        refuse_post(by=acting_post(request), post=post, why=form.cleaned_data["reason"])
        return told(request, f"已退回{post.user.name}的岗位申请。", reverse("people_approvals"))

    return form_page(request, form, act, heading=f"不批准{post.user.name}任{role_words(post)}", back=back)
