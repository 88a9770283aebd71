"""Numbers and dates as people read them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup, escape

MINUS = "−"


def number(value: int) -> str:
    """12,345, with a real minus sign."""
    return f"{value:,}".replace("-", MINUS)


def share(part: int, whole: int) -> str:
    """96.4%; neither "0.0%" where there is somebody, nor "100.0%" where somebody is missing; — of nothing."""
    if not whole:
        return "—"
    percent = round(100 * part / whole, 1)
    if percent <= 0 < part:
        return "<0.1%"
    if percent >= 100 and part < whole:
        return "99.9%"
    return f"{percent:.1f}%"


def fine(value: float) -> str:
    """A measure between 0 and 1 as per cent with two digits, never rounded up to perfection."""
    percent = round(100 * value, 2)
    return f"{99.99 if percent >= 100 and value < 1 else percent:.2f}%"


def points(value: float) -> str:
    """−2.4 or 3.0."""
    return f"{value:.1f}".replace("-", MINUS) if round(value, 1) else "0.0"


def day(value: date) -> str:
    """2024年3月1日."""
    return f"{value.year}年{value.month}月{value.day}日"


def folded(path: str) -> Markup:
    """The name of a file, and its folder in small print below."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    return escape(name) + (Markup("<small>{}</small>").format(folder) if folder else Markup(""))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "n": number, "share": share, "fine": fine, "points": points, "day": day, "folded": folded,
}  # fmt: skip
