"""Asking for a post: first the role, then the person, the organisation and the dates."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from notoneless.accounts.permissions import NotAllowedError
from notoneless.accounts.policy import policy
from notoneless.accounts.queries.organisations import choices_for, organisation_chosen
from notoneless.accounts.queries.people import person_called
from notoneless.accounts.queries.posts import ways_to_request
from notoneless.accounts.roles import Permission, Role, rules
from notoneless.accounts.services.posts.requesting import request_post
from notoneless.web.people.forms import RequestForm
from notoneless.web.people.views.showing import acting_post, form_page, told

WHO = (Permission.REQUEST_POSTS, Permission.REQUEST_CLASS_POSTS)
NOTE = "由另一位负责人批准后才生效；任职人要重新登录。"


@policy(*WHO, action="choose_role_of_post")
def roles(request: HttpRequest) -> HttpResponse:
    """The roles which the reader may ask for."""
    ways = [(role.value, rules()[role].words) for role in ways_to_request(acting_post(request))]
    return render(request, "web/people/roles.html", {"ways": ways})


@policy(*WHO, action="request_post", methods=["GET", "POST"])
def request_one(request: HttpRequest, role: str) -> HttpResponse:
    """A post in this role."""
    by, today = acting_post(request), timezone.localdate()
    wanted = next((each for each in ways_to_request(by) if each == role), None)
    if wanted is None:
        raise Http404
    form = RequestForm(request.POST or None, places=choices_for(by, wanted, today), initial={"from_on": today})

    def act() -> str:
        return _request(request, wanted, form)

    words = rules()[wanted].words
    return form_page(request, form, act, heading=f"申请岗位：{words}", back=reverse("people_posts"), notes=(NOTE,))


def _request(request: HttpRequest, role: Role, form: RequestForm) -> str:
    by, data = acting_post(request), dict(form.cleaned_data)
    holder = person_called(data.pop("username"))
    place = organisation_chosen(by, role, data.pop("where"), timezone.localdate())
    if holder is None:
        raise NotAllowedError("没有这个账号。请核对拼写；还没有账号的，请系统管理员先开。")
    if place is None:
        raise NotAllowedError("这个单位不能选，请刷新页面后重新选择。")
    made = request_post(by=by, user=holder, role=role, place=place, **data)
    return told(request, f"已为{holder.name}申请，等待批准。", reverse("people_post", args=[made.pk]))
