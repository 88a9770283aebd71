"""Lines that say twice what the line of the request says already, and with more of the address than it may."""

import logging

_REQUESTS = "django.request"


class KnownAnswers(logging.Filter):
    """Leaves out Django's own line about an answer below 500: its text is the path that was asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written. A fault (5xx) keeps its line, with the name of the view in place of the path."""
        if record.name != _REQUESTS:
            return True
        if record.exc_info is None:
            return False
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        record.msg, record.args = "请求出错", None
        record.__dict__["view"] = match.view_name if match else ""
        return True
