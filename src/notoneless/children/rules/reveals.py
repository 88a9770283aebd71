"""Seeing one field in clear: reasons, and how often a day (tables reveal_reasons and reveal_limits)."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from types import MappingProxyType

from notoneless.standards.tables import load

SHOWN_FOR = timedelta(seconds=60)
"""How long a page leaves a revealed field readable."""
LEAST_TEXT = 4
"""The fewest characters of an explanation."""


@cache
def reasons() -> Mapping[str, str]:
    """Code to words, in the order of the list."""
    rows = load("reveal_reasons", "notoneless.children").rows
    return MappingProxyType({row["code"]: row["words"] for row in rows})


@cache
def _limits() -> Mapping[str, int]:
    rows = load("reveal_limits", "notoneless.children").rows
    return MappingProxyType({row["role"]: int(row["fields"]) for row in rows})


def daily_limit(role: str) -> int:
    """How many fields a day; a role that the table does not name has none."""
    return _limits().get(role, 0)


def why_refused(role: str, used_today: int, reason: str, text: str) -> str:
    """Why a reveal is refused, in Chinese; "" when it is not."""
    most = daily_limit(role)
    if used_today >= most:
        return f"今天查看原文已满 {most} 次。确需继续，请由同事协助或明天再看。"
    if reason not in reasons():
        return "请从列表中选一个理由。"
    if len(text.strip()) < LEAST_TEXT:
        return f"请用至少 {LEAST_TEXT} 个字说明用来做什么。"
    return ""
