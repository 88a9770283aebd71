"""How many people must agree to an export, and who they may be (tables thresholds and approvers)."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from notoneless.standards.tables import load

CLASSES = ("open", "personal", "special")
"""From the least to the most sensitive."""


@dataclass(frozen=True, slots=True)
class Need:
    """How many must approve, whether a leader of the bureau must be among them, and why, in Chinese."""

    approvals: int
    head: bool
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person approves or asks as: the role, and the school of the post ("" when it is not of a school)."""

    person: str
    role: str
    school: str = ""


_WORDS = {"open": "只含遮盖后的内容", "personal": "含个人信息", "special": "含敏感个人信息"}


def class_of(classes: Collection[str]) -> str:
    """The most sensitive of the classes of the chosen columns; nothing chosen is open."""
    return max(classes, key=CLASSES.index, default="open")


def need_for(rows: int, classes: Collection[str]) -> Need:
    """What an export of so many rows with columns of these classes needs.

    GB/T 35273-2020 7.1 and 未成年人网络保护条例 36: batch downloads are approved by a responsible person.
    """
    worst = class_of(classes)
    fitting = [row for row in load("thresholds", "notoneless.exports").rows if row["class"] == worst]
    row = max((row for row in fitting if rows > int(row["rows_above"]) or row["rows_above"] == "0"), key=_rows_above)
    why = f"{_WORDS[worst]}，共 {rows} 行"
    return Need(int(row["approvals"]), row["head"] == "yes", why)


def _rows_above(row: object) -> int:
    return int(row["rows_above"])  # type: ignore[index]


def why_not(approver: Standing, requester: Standing, *, already: Collection[str] = ()) -> str:
    """Why this person may not approve; "" when they may. `already` are the persons who have approved."""
    if approver.person == requester.person:
        return "自己的申请要由别人批准"
    if approver.person in already:
        return "您已经批准过这份申请，还需要另一个人批准"
    within = _approvers().get((requester.role, approver.role))
    if within is None:
        return "您的岗位不能批准这份申请"
    if within == "school" and approver.school != requester.school:
        return "只能批准本校的申请"
    return ""


@cache
def _approvers() -> dict[tuple[str, str], str]:
    rows = load("approvers", "notoneless.exports").rows
    return {(row["requester"], row["approver"]): row["within"] for row in rows}


def requester_roles(approver: str) -> tuple[str, ...]:
    """The roles whose requests this role may approve."""
    return tuple(requester for requester, role in _approvers() if role == approver)
