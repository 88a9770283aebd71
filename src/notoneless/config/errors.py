"""What people see when something breaks: what happened, what to do, the number to tell. Never what was being read."""

import errno
import sys
from collections.abc import Iterator
from html import escape

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, loader

from notoneless.config.logs.request_ids import current_request_id

FULL = (507, "磁盘已满，没有保存。请通知系统管理员清理磁盘，然后再做一遍。")
BUSY = (503, "数据库暂时没有响应，没有保存。请过一会儿再试；一直这样请通知系统管理员。")
BROKEN = (500, "系统出错了，刚才的操作没有完成。请再试一次；仍然出错请把下面的编号告诉系统管理员。")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NO_ROOM_WORDS = ("disk is full", "No space left", "could not extend file")


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault: 507 where the disk is full, 503 where the database does not answer, else 500."""
    status, words = kind_of(sys.exc_info()[1])
    number = current_request_id()
    response = HttpResponse(_page(words, number), status=status)
    response["Cache-Control"] = "no-store"
    if status == BUSY[0]:
        response["Retry-After"] = "10"
    return response


def kind_of(fault: BaseException | None) -> tuple[int, str]:
    """The status and the words for a fault."""
    faults = list(_chain(fault))
    if any(_no_room(each) for each in faults):
        return FULL
    if any(isinstance(each, OperationalError | InterfaceError) for each in faults):
        return BUSY
    return BROKEN


def _no_room(fault: BaseException) -> bool:
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        return True
    return isinstance(fault, OperationalError) and any(words in str(fault) for words in _NO_ROOM_WORDS)


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _page(words: str, number: str) -> str:
    try:
        return loader.get_template("500.html").render({"words": words, "request_id": number})
    except TemplateDoesNotExist:
        return _plain(words, number)


def _plain(words: str, number: str) -> str:
    """Without a template: it could be the templates that are broken."""
    return (
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>出错了 · 一个不少</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f"<body><main><h1>出错了</h1><p>{escape(words)}</p><p>编号：<code>{escape(number)}</code></p>"
        '<p><a href="/">回首页</a></p></main></body></html>'
    )
