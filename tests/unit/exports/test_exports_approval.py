"""How many must agree, and who they may be."""

import pytest

from notoneless.exports.rules.approval import Standing, class_of, need_for, requester_roles, why_not


@pytest.mark.parametrize(
    ("rows", "classes", "approvals", "head"),
    [
        (1, ["open"], 0, False),
        (50, ["open"], 0, False),
        (51, ["open"], 1, False),
        (500, ["open"], 1, False),
        (501, ["open"], 2, False),
        (1, ["open", "personal"], 1, False),
        (501, ["personal"], 2, False),
        (1, ["special", "open"], 1, True),
        (501, ["special", "personal"], 2, True),
        (0, [], 0, False),
    ],
)
def test_size_and_class_say_how_many(rows: int, classes: list[str], approvals: int, head: bool) -> None:
    need = need_for(rows, classes)
    assert (need.approvals, need.head) == (approvals, head)
    assert str(rows) in need.why


def test_the_worst_class_counts() -> None:
    assert class_of(["open", "special", "personal"]) == "special"
    assert class_of([]) == "open"


OFFICER = Standing("a", "school_officer", "s1")


@pytest.mark.parametrize(
    ("approver", "already", "refusal"),
    [
        (Standing("b", "principal", "s1"), [], ""),
        (Standing("b", "principal", "s2"), [], "本校"),
        (Standing("b", "bureau_leader"), [], ""),
        (Standing("b", "bureau_officer"), [], "岗位"),
        (Standing("b", "auditor"), [], "岗位"),
        (Standing("a", "principal", "s1"), [], "自己"),
        (Standing("b", "bureau_leader"), ["b"], "已经批准过"),
    ],
)
def test_who_may_approve(approver: Standing, already: list[str], refusal: str) -> None:
    said = why_not(approver, OFFICER, already=already)
    assert bool(said) is bool(refusal)
    assert refusal in said


def test_a_principal_does_not_approve_a_principal() -> None:
    assert why_not(Standing("b", "principal", "s1"), Standing("a", "principal", "s1"))
    assert "principal" not in requester_roles("principal")
