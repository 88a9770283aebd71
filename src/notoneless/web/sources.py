"""Where the work list of the home page comes from: what the features say that a post has to do or wait for."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from notoneless.accounts.actors import HouseRequest
from notoneless.accounts.queries.posts import waiting_for as posts_to_decide
from notoneless.background.queries import works_of
from notoneless.background.states import UNFINISHED, State
from notoneless.exports.queries import not_destroyed, requests_seen_by
from notoneless.exports.queries import waiting_for as exports_to_decide
from notoneless.exports.states import ExportState
from notoneless.ui.worklist import When, WorkItem

NEWS = timedelta(days=7)
"""How long a failure stays on the home page."""


def decisions(request: HttpRequest, today: date) -> Iterator[WorkItem]:
    """What others wait for this post to decide."""
    post = cast(HouseRequest, request).post
    if post is None:
        return
    if posts := posts_to_decide(post).count():
        yield WorkItem(When.TODAY, "岗位申请等您批准", reverse("people_approvals"), posts, icon="user-check")
    if exports := exports_to_decide(post).count():
        yield WorkItem(When.TODAY, "导出申请等您批准", reverse("exports:waiting"), exports, icon="badge-check")


def own_exports(request: HttpRequest, today: date) -> Iterator[WorkItem]:
    """One's own exports: to fetch, to destroy, or waiting for somebody."""
    house, href = cast(HouseRequest, request), reverse("exports:index")
    if house.post is None:
        return
    own = requests_seen_by(house.post).filter(requester_id=house.user.pk)
    if ready := own.filter(state=ExportState.READY).count():
        yield WorkItem(When.TODAY, "导出的文件可以下载了", href, ready, note="文件只保留一段时间", icon="download")
    if kept := not_destroyed(house.post).count():
        yield WorkItem(When.TODAY, "用完的导出文件要销毁并登记", href, kept, icon="trash-2")
    if asked := own.filter(state=ExportState.REQUESTED).count():
        yield WorkItem(When.WAITING, "您的导出申请等待批准", href, asked, icon="download")


def own_work(request: HttpRequest, today: date) -> Iterator[WorkItem]:
    """Background work that one has asked for."""
    mine, href = works_of(str(request.user.pk)), reverse("work_list")
    if going := mine.filter(state__in=UNFINISHED).count():
        yield WorkItem(When.WAITING, "后台工作进行中", href, going, icon="hourglass")
    if failed := mine.filter(state=State.FAILED, ended_at__gt=timezone.now() - NEWS).count():
        yield WorkItem(When.TODAY, "后台工作没有完成", href, failed, note="看看原因，改正后重做", icon="triangle-alert")
