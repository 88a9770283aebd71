"""Which device and browser a request comes from, in words that its owner recognises."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from notoneless.standards.tables import load

PACKAGE = "notoneless.accounts"
PHONES = ("mobile", "android", "iphone", "ipad", "harmonyos", "micromessenger")
BROWSERS = {
    "micromessenger": "微信",
    "dingtalk": "钉钉",
    "360se": "360 浏览器",
    "360ee": "360 浏览器",
    "qaxbrowser": "奇安信浏览器",
    "quark": "夸克",
    "ucbrowser": "UC 浏览器",
    "qqbrowser": "QQ 浏览器",
    "edg/": "Edge",
    "firefox/": "Firefox",
    "chrome/": "Chrome 类浏览器",
    "safari/": "Safari",
}
SYSTEMS = {
    "harmonyos": "鸿蒙",
    "android": "安卓",
    "iphone": "iPhone",
    "ipad": "iPad",
    "windows": "Windows",
    "uos": "统信",
    "kylin": "麒麟",
    "mac os": "Mac",
    "linux": "Linux",
}
"""In this order: the first that is found names the browser or the system."""
UNKNOWN = "未知浏览器"


def device_of(user_agent: str) -> str:
    """ "phone" or "computer": of each, one may be signed in at once."""
    lower = user_agent.lower()
    return "phone" if any(mark in lower for mark in PHONES) else "computer"


def browser_of(user_agent: str) -> str:
    """For example “Chrome 类浏览器，Windows”."""
    lower = user_agent.lower()
    found = [_first(BROWSERS, lower) or UNKNOWN, _first(SYSTEMS, lower)]
    return "，".join(word for word in found if word)


def _first(words: Mapping[str, str], text: str) -> str:
    return next((word for mark, word in words.items() if mark in text), "")


@cache
def limits_of(device: str) -> tuple[timedelta, timedelta]:
    """How long a session may be idle, and how long it may last at all."""
    row = {row["device"]: row for row in load("session_limits", PACKAGE).rows}[device]
    return timedelta(minutes=int(row["idle_minutes"])), timedelta(hours=int(row["longest_hours"]))


def overdue(device: str, *, started_at: datetime, seen_at: datetime, now: datetime) -> str:
    """ "idle" or "too_long" when a session must end, "" while it may go on."""
    idle, longest = limits_of(device)
    if now - started_at >= longest:
        return "too_long"
    return "idle" if now - seen_at >= idle else ""
