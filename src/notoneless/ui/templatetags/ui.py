"""Filters and tags of our templates."""

from datetime import date, datetime

from django import template
from django.utils.timezone import localtime, now

from notoneless.ui.look import SHEETS
from notoneless.ui.progress import Doing, ProgressShown, shown
from notoneless.ui.toasts import UNDO

register = template.Library()


@register.simple_tag
def sheets() -> tuple[str, ...]:
    """The style sheets of every page, in order; a page for a fault needs them too."""
    return SHEETS


@register.filter
def day(value: date | None) -> str:
    """2024年3月5日."""
    if value is None:
        return ""
    value = localtime(value) if isinstance(value, datetime) else value
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def moment(value: datetime | None) -> str:
    """2024年3月5日 14:30."""
    return f"{day(value)} {localtime(value):%H:%M}" if value else ""


@register.filter
def grouped(value: int | None) -> str:
    """1,234."""
    return "" if value is None else f"{value:,}"


@register.filter
def undo_address(tags: str) -> str:
    """The address of 撤销 that a toast carries."""
    return next((tag.removeprefix(UNDO) for tag in (tags or "").split() if tag.startswith(UNDO)), "")


@register.filter
def progress(work: Doing) -> ProgressShown:
    """The progress bar of a piece of work, now."""
    return shown(work, now())
