"""The states of a child's record. Nothing else changes a state."""

from collections.abc import Mapping
from enum import StrEnum


class ChildStatus(StrEnum):
    """Active; restricted: kept and protected only (个人信息保护法 47); erased: nothing personal is left."""

    ACTIVE = "active"
    RESTRICTED = "restricted"
    ERASED = "erased"


WORDS: Mapping[ChildStatus, str] = {
    ChildStatus.ACTIVE: "在册",
    ChildStatus.RESTRICTED: "限制处理",
    ChildStatus.ERASED: "已清除",
}

TRANSITIONS: Mapping[ChildStatus, frozenset[ChildStatus]] = {
    ChildStatus.ACTIVE: frozenset({ChildStatus.RESTRICTED, ChildStatus.ERASED}),
    ChildStatus.RESTRICTED: frozenset({ChildStatus.ACTIVE, ChildStatus.ERASED}),
    ChildStatus.ERASED: frozenset(),
}
