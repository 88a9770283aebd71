"""The gallery: every component in every state, for those who build pages and for the tests that look at them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from notoneless.accounts.policy import SIGNED_IN, policy
from notoneless.ui.confirming import Confirmation, confirm
from notoneless.ui.toasts import toast
from notoneless.web.gallery import forms, samples, works

Context = Callable[[HttpRequest], Mapping[str, Any]]


def _nothing(request: HttpRequest) -> Mapping[str, Any]:
    return {}


def _navigation(request: HttpRequest) -> Mapping[str, Any]:
    steps = [samples.Tab("示范区", "#"), samples.Tab("云岭乡", "#")]
    numbers = [samples.Tab(str(n), "#" if n else "", n == 3) for n in (1, 2, 3, 4, 5)]
    return {"tabs": samples.TABS, "tree": samples.TREE, "steps": steps, "numbers": numbers}


def _status(request: HttpRequest) -> Mapping[str, Any]:
    return {"works": works.works(), "timeline": samples.TIMELINE}


def _forms(request: HttpRequest) -> Mapping[str, Any]:
    return {"untouched": forms.untouched(), "wrong": forms.wrong()}


def _listing(request: HttpRequest) -> Mapping[str, Any]:
    return {"page": samples.page_of(request, request.GET.urlencode(), count=None)}


def _listings(request: HttpRequest) -> Mapping[str, Any]:
    found = samples.page_of(request, "q=一诺&township=2&kind=poor&kind=left&since_from=2026-09-01", rows=3, count=3)
    none = replace(samples.page_of(request, "q=查无此人", rows=0, count=0), title="查无结果的名册")
    bare = replace(samples.page_of(request, "", rows=0, count=0), search_words="", name="bare", title="新名册")
    return {"pages": [("有条件", found), ("没有符合的", none), ("还没有内容", bare)]}


PARTS: Mapping[str, tuple[str, Context]] = {
    "actions": ("按钮与导航", _navigation),
    "status": ("状态与进度", _status),
    "forms": ("表单", _forms),
    "forms-wrong": ("表单：有错", _forms),
    "tables": ("表格与文字", _nothing),
    "listing": ("列表", _listing),
    "listings": ("列表：其他状态", _listings),
}


@policy(SIGNED_IN, action="web.gallery")
def index(request: HttpRequest) -> HttpResponse:
    """The parts."""
    parts = [(words, reverse("gallery_part", args=[name])) for name, (words, _) in PARTS.items()]
    errors = [(str(code), reverse("gallery_error", args=[code])) for code in ERRORS]
    return render(request, "web/gallery/index.html", {"parts": parts, "errors": errors})


@policy(SIGNED_IN, action="web.gallery", methods=["GET", "POST"])
def part(request: HttpRequest, part: str) -> HttpResponse:
    """One part. Whatever is sent to it is answered by a toast."""
    if part not in PARTS:
        raise Http404
    if request.method == "POST":
        toast(request, "已收到。这里是样例，没有保存。", undo=request.path)
        return redirect(request.get_full_path())
    words, context = PARTS[part]
    return render(request, f"web/gallery/{part}.html", {"words": words, **context(request)})


@policy(SIGNED_IN, action="web.gallery", methods=["GET", "POST"])
def question(request: HttpRequest) -> HttpResponse:
    """A confirmation."""
    back = reverse("gallery_part", args=["actions"])
    asked = Confirmation(
        heading="注销这 3 个账号？",
        says=("3 个人立即退出登录，以后不能再登录。", "他们做过的记录保留不变。"),
        button="注销账号",
        back=back,
        tone="danger",
        typed="注销" if request.GET.get("typed") else "",
    )
    answer = confirm(request, asked)
    if answer is not None:
        return answer
    toast(request, "已注销 3 个账号。", undo="" if asked.typed else back)
    return redirect(back)


@policy(SIGNED_IN, action="web.gallery")
def reveal(request: HttpRequest) -> HttpResponse:
    """The page to which 查看 leads."""
    asked = Confirmation("查看身份证号", ("会记录您、时间和理由，学校可以看到。",), "查看", reverse("gallery"))
    answer = confirm(request, asked)
    return answer if answer is not None else redirect("gallery")


ERRORS = {400: "400.html", 403: "403.html", 404: "404.html", 429: "429.html", 500: "500.html", 503: "503.html"}


@policy(SIGNED_IN, action="web.gallery")
def error(request: HttpRequest, code: int) -> HttpResponse:
    """A page for when something went wrong, answered as if nothing had."""
    if code not in ERRORS:
        raise Http404
    return render(request, ERRORS[code], {"request_id": "7f3a-20c1", "minutes": 10})
