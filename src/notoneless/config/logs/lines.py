"""One line of the log: a JSON object with the fields of a list, and no others."""

import json
import logging
import re
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from notoneless.config.logs.hiding import hidden
from notoneless.config.logs.request_ids import current_request_id

EXTRAS = ("view", "method", "status", "ms", "work", "kind", "child", "exit_code", "restarts", "count")
"""The fields that a caller may add (`extra=`). Whatever else is added is dropped: it could be about a person."""
MOST = 2000
"""Characters of a message; with the trace a line stays below what a pipe takes in one piece."""
FRAMES = 12
OURS = "notoneless"
_PLACE = re.compile(r'^ *File "([^"]+)", line ([0-9]+), in (\S+)', re.MULTILINE)


class JsonLines(logging.Formatter):
    """Writes a record as one line. An exception gives its kind and where it arose: never its message or its values."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": hidden(_message(record))[:MOST],
        }
        line |= {name: _plain(record.__dict__[name]) for name in EXTRAS if name in record.__dict__}
        if number := getattr(record, "request_id", "") or current_request_id():
            line["request_id"] = number
        if record.exc_info and record.exc_info[0] is not None:
            line["fault"] = record.exc_info[0].__name__
            line["trace"] = _frames(record.exc_info[2])
        elif places := _PLACE.findall(str(record.msg)):  # a library that writes the trace into its words
            line["trace"] = [f"{Path(file).name}:{number} {function}" for file, number, function in places][-FRAMES:]
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    """Our own words with their values; of a library its first line without values, for they quote what it was given."""
    if not record.name.startswith(OURS):
        return str(record.msg).partition("\n")[0]
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


def _plain(value: object) -> object:
    return value if isinstance(value, int | float) else hidden(str(value))[:200]


def _frames(trace: TracebackType | None) -> list[str]:
    """The places through which the exception came, the last ones: file, line and function."""
    found: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-FRAMES:]
