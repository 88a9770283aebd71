"""The number of a request: on its error page, in its answer's header, in every line of the log that it caused."""

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The number of the request being answered, or an empty text outside of one."""
    return _current.get()


def begin(given: str = "") -> str:
    """A number for the request that begins: the one `given` by the proxy in front where it is one, or a new one."""
    number = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
    _current.set(number)
    return number


def end() -> None:
    """The request is over."""
    _current.set("")
