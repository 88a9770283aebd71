"""The faint name over a page: whoever photographs a screen photographs who was looking."""

from datetime import datetime

from django.utils.timezone import localtime


def watermark(name: str, account: str, at: datetime) -> str:
    """姓名 账号 时间: readable in a photograph of any part of the page."""
    return f"{name} {account} {localtime(at):%Y-%m-%d %H:%M}"
