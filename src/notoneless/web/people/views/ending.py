"""Ending a post, and ending everything of somebody who leaves."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from notoneless.accounts.actors import organisation_of
from notoneless.accounts.policy import policy
from notoneless.accounts.queries.people import person_by_id
from notoneless.accounts.roles import Permission
from notoneless.accounts.services.posts.ending import end_all_for_leaver, end_post
from notoneless.web.people.forms import EndForm, LeaveForm
from notoneless.web.people.presenting import role_words
from notoneless.web.people.views.showing import acting_post, form_page, the_post, told

BOTH = ("GET", "POST")
ENDS = "立即失去这个岗位的全部权限，已登录的也会退出。记录保留。"
LEAVES = "全部岗位和申请立即结束，账号停用，所有登录退出。记录保留，不删除任何内容。"


@policy(Permission.END_POSTS, Permission.REQUEST_CLASS_POSTS, action="end_post", methods=BOTH)
def end(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Before its day."""
    post, form = the_post(request, post_id), EndForm(request.POST or None)
    back = reverse("people_post", args=[post.pk])

    def act() -> str:
        end_post(by=acting_post(request), post=post, why=form.cleaned_data["reason"])
        return told(request, f"已结束{post.user.name}的岗位。", back)

    heading = f"结束{post.user.name}的岗位：{organisation_of(post)}{role_words(post)}"
    return form_page(request, form, act, heading=heading, back=back, notes=(ENDS,))


@policy(Permission.END_POSTS, action="let_somebody_go", methods=BOTH, fresh=True)
def leave(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Everywhere at once."""
    person, form = person_by_id(person_id), LeaveForm(request.POST or None)
    if person is None:
        raise Http404

    def act() -> str:
        end_all_for_leaver(by=acting_post(request), user=person, why=form.cleaned_data["reason"])
        return told(request, f"已办理{person.name}离任。", reverse("people_posts"))

    return form_page(request, form, act, heading=f"{person.name}离任", back=reverse("people_posts"), notes=(LEAVES,))
