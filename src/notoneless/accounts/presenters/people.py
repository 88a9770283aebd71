"""The list of accounts, and one account, for those who open and restore them."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from notoneless.accounts.models import User
from notoneless.ui.listing import Cell, Choice, Column, Kind, Listing, Search

STATES = {
    "new": ("还没启用", Q(is_active=True, activated_at=None)),
    "good": ("在用", Q(is_active=True, activated_at__isnull=False)),
    "asleep": ("休眠", Q(asleep_since__isnull=False)),
    "left": ("已离岗", Q(left_at__isnull=False)),
}
TONES = {"new": "warn", "good": "good", "asleep": "info", "left": ""}


def state_of(user: User) -> str:
    """The state of an account, by its name in STATES; "" for one that was disabled otherwise."""
    if user.is_active:
        return "good" if user.activated_at else "new"
    return "left" if user.left_at else "asleep" if user.asleep_since else ""


def state_cell(user: User) -> Cell:
    """The state in words."""
    state = state_of(user)
    return Cell(STATES[state][0], tone=TONES[state]) if state else Cell("已停用", tone="bad")


def _find(rows: QuerySet[User], words: str) -> QuerySet[User]:
    return rows.filter(Q(name__contains=words) | Q(username__contains=words.lower()))


ACCOUNTS: Listing[User] = Listing(
    name="accounts",
    title="账号",
    unit="个",
    empty="还没有账号。",
    order=("username",),
    search=Search(_find, words="姓名或账号"),
    filters=(
        Choice(
            name="state",
            words="状态",
            options=tuple((name, words) for name, (words, _) in STATES.items()),
            conditions={name: condition for name, (_, condition) in STATES.items()},
            first=True,
        ),
    ),
    columns=(
        Column(
            "name",
            "姓名",
            lambda user: Cell(user.name, href=reverse("people_account", args=[user.pk])),
            order=("name",),
            kind=Kind.NAME,
            fixed=True,
        ),
        Column("username", "账号", lambda user: user.username, order=("username",), kind=Kind.CODE),
        Column("state", "状态", state_cell, kind=Kind.STATUS),
        Column("created", "开通", lambda user: user.created_at, order=("created_at",), kind=Kind.DATE),
        Column("seen", "最近使用", lambda user: user.last_seen_at, order=("last_seen_at",), kind=Kind.DATE),
    ),
)
