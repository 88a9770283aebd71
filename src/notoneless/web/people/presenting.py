"""Posts in words: the list, the history, what a reader may do with one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from notoneless.accounts.actors import organisation_of
from notoneless.accounts.models import Post
from notoneless.accounts.permissions import allowed, check_may_decide, check_may_end
from notoneless.accounts.roles import Role, rules
from notoneless.accounts.states import LIVE, WORDS, PostState
from notoneless.ui.listing import Cell, Choices, Column, Kind, Listing, Search

TONES = {
    PostState.REQUESTED: "warn",
    PostState.APPROVED: "good",
    PostState.REFUSED: "bad",
    PostState.ENDED: "quiet",
}


def role_words(post: Post) -> str:
    """校长."""
    return rules()[Role(post.role)].words


def state_cell(post: Post) -> Cell:
    """Where the post stands; an approved one outside its dates says so."""
    state, today = PostState(post.state), timezone.localdate()
    if state is PostState.APPROVED and today < post.from_on:
        return Cell("未到任期", tone="info")
    if state is PostState.APPROVED and today > post.until_on:
        return Cell("任期已满", tone="quiet")
    return Cell(WORDS[state], tone=TONES[state])


def _by_person(rows: QuerySet[Post], text: str) -> QuerySet[Post]:
    return rows.filter(Q(user__name__contains=text) | Q(user__username__contains=text.lower()))


COLUMNS: tuple[Column[Post], ...] = (
    Column(
        "person",
        "姓名",
        lambda post: Cell(post.user.name, href=reverse("people_post", args=[post.pk]), note=post.user.username),
        order=("user__name",),
        kind=Kind.NAME,
        fixed=True,
    ),
    Column("role", "岗位", role_words, order=("role",)),
    Column("organisation", "单位", organisation_of),
    Column("from", "开始", lambda post: post.from_on, order=("from_on",), kind=Kind.DATE),
    Column("until", "结束", lambda post: post.until_on, order=("until_on",), kind=Kind.DATE),
    Column("state", "状态", state_cell, kind=Kind.STATUS),
    Column("asked", "申请人", lambda post: post.requested_by.name if post.requested_by else "建站", shown=False),
)
SEARCH = Search(_by_person, words="姓名或账号")
STATE_OPTIONS = [(state.value, words) for state, words in WORDS.items()]
ROLE_OPTIONS = [(role.value, rule.words) for role, rule in rules().items()]
POSTS: Listing[Post] = Listing(
    name="posts",
    title="岗位",
    unit="个",
    empty="还没有岗位。",
    order=("-requested_at",),
    search=SEARCH,
    filters=(
        Choices(name="state", words="状态", field="state", options=STATE_OPTIONS, first=True),
        Choices(name="role", words="岗位", field="role", options=ROLE_OPTIONS),
    ),
    columns=COLUMNS,
)
APPROVALS: Listing[Post] = Listing(
    name="approvals",
    title="待批准的岗位",
    unit="个",
    empty="没有等您批准的岗位。",
    order=("requested_at",),
    search=SEARCH,
    columns=COLUMNS,
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One step of a post, for the timeline."""

    at: datetime
    words: str
    note: str
    by: str
    tone: str

    @property
    def when(self) -> str:
        """2024-03-05 09:30."""
        return timezone.localtime(self.at).strftime("%Y-%m-%d %H:%M")


def happenings(post: Post) -> list[Happening]:
    """The history of a post, the latest first."""
    steps = post.transitions.select_related("by").order_by("-at", "-id")
    return [
        Happening(s.at, WORDS[PostState(s.after)], s.why, s.by.name if s.by else "系统", TONES[PostState(s.after)])
        for s in steps
    ]


def open_to(by: Post, post: Post) -> dict[str, Any]:
    """What whoever acts in `by` may do with a post now."""
    today = timezone.localdate()
    waiting, live = post.state == PostState.REQUESTED, PostState(post.state) in LIVE
    return {
        "may_decide": waiting and allowed(check_may_decide, by, post, today),
        "may_end": live and allowed(check_may_end, by, post, today),
    }
