"""The states of a post, as one table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class PostState(StrEnum):
    """Where a post stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    ENDED = "ended"


TRANSITIONS: Mapping[PostState, frozenset[PostState]] = MappingProxyType(
    {
        PostState.REQUESTED: frozenset({PostState.APPROVED, PostState.REFUSED, PostState.ENDED}),
        PostState.APPROVED: frozenset({PostState.ENDED}),
        PostState.REFUSED: frozenset(),
        PostState.ENDED: frozenset(),
    }
)
WORDS: Mapping[PostState, str] = MappingProxyType(
    {
        PostState.REQUESTED: "待批准",
        PostState.APPROVED: "在岗",
        PostState.REFUSED: "未批准",
        PostState.ENDED: "已结束",
    }
)
LIVE = frozenset({PostState.REQUESTED, PostState.APPROVED})
"""A post that gives rights or may come to give them."""


class BadTransitionError(ValueError):
    """The state does not allow this step. The message is for the person who tried it."""


def check_transition(before: PostState, after: PostState) -> None:
    """Raise BadTransitionError where no post may go from `before` to `after`."""
    if after not in TRANSITIONS[before]:
        raise BadTransitionError(f"这个岗位现在是“{WORDS[before]}”，不能改成“{WORDS[after]}”。请刷新页面后再看。")
