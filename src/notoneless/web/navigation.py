"""The navigation as a table. Who is shown an entry is not said here: whoever its page admits, nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse

from notoneless.accounts.policy import policy_at
from notoneless.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to go to, by the name of its address; `thumb`: in the bar of a phone, where there is room for three."""

    group: str
    words: str
    url: str
    icon: str
    thumb: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """An entry for one reader on one page."""

    words: str
    href: str
    icon: str
    now: bool
    thumb: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Steps that belong together, under a word."""

    words: str
    steps: tuple[Step, ...]


WORK, PLACES, PEOPLE, HOUSE = "工作", "区划与学校", "人员", "系统"
ENTRIES = (
    Entry(WORK, "今日工作", "home", "house", thumb=True),
    Entry(WORK, "儿童名单", "children:index", "users", thumb=True),
    Entry(WORK, "清除审批", "children:erasures", "trash-2"),
    Entry(WORK, "比对报告（示范）", "demo_report", "scroll-text"),
    Entry(WORK, "导出登记", "exports:index", "download"),
    Entry(WORK, "导出审批", "exports:waiting", "badge-check"),
    Entry(PLACES, "区划", "places:divisions", "folder-tree"),
    Entry(PLACES, "学校", "places:schools", "school", thumb=True),
    Entry(PLACES, "学年学期", "places:years", "calendar"),
    Entry(PLACES, "批量导入", "places:imports", "file-spreadsheet"),
    Entry(PEOPLE, "岗位", "people_posts", "user-check"),
    Entry(PEOPLE, "岗位审批", "people_approvals", "badge-check"),
    Entry(PEOPLE, "岗位", "people_posts", "user-check", thumb=True),
    Entry(PEOPLE, "岗位审批", "people_approvals", "badge-check"),
    Entry(PEOPLE, "账号", "people_accounts", "key-round", thumb=True),
    Entry(PEOPLE, "批量建账号", "accounts_imports", "file-spreadsheet"),
    Entry(HOUSE, "操作日志", "audit:log", "scroll-text", thumb=True),
    Entry(HOUSE, "日志核验", "audit:checking", "shield-check"),
    Entry(HOUSE, "账号查看记录", "audit:seen", "eye"),
    Entry(HOUSE, "账号查看记录", "audit:seen_names", "eye"),
    Entry(HOUSE, "异常查看", "security:alarms", "bell"),
    Entry(HOUSE, "后台工作", "work_list", "hourglass"),
)
SEARCH = "children:index"
"""Where the search field of the header goes: the list, which reads the same `q`."""


def address(url: str, role: Role | None) -> str:
    """The address of this name, "" where it does not exist or does not admit this role."""
    try:
        href = reverse(url)
    except NoReverseMatch:
        return ""
    found = policy_at(resolve(href))
    return href if found is not None and found.admits(role, signed_in=True) else ""


def navigation(role: Role | None, path: str) -> list[Group]:
    """The groups for a reader in this role who is at `path`."""
    found = [(entry, href) for entry in ENTRIES if (href := address(entry.url, role))]
    near = max((href for _, href in found if _at(href, path)), key=len, default="")
    return [Group(words, tuple(_steps(found, words, near))) for words in dict.fromkeys(e.group for e, _ in found)]


def _steps(found: list[tuple[Entry, str]], group: str, near: str) -> Iterator[Step]:
    for entry, href in found:
        if entry.group == group:
            yield Step(entry.words, href, entry.icon, href == near, entry.thumb)


def _at(href: str, path: str) -> bool:
    """A page below an entry belongs to it; the home page is above all and owns only itself."""
    return path == href or (href != "/" and path.startswith(href))
