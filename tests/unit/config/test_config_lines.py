"""A line of the log says what happened and holds nothing about a person."""

import json
import logging
import sys
from typing import Any

from notoneless.config.logs.filters import KnownAnswers
from notoneless.config.logs.lines import EXTRAS, JsonLines
from notoneless.config.logs.request_ids import begin, current_request_id, end

NUMBER = "511791201405010225"


def line(logger: str, words: str, *values: object, **extra: Any) -> dict[str, Any]:
    record = logging.getLogger(logger).makeRecord(logger, logging.INFO, "f", 1, words, values, None, extra=extra)
    written: dict[str, Any] = json.loads(JsonLines().format(record))
    return written


def of_fault(logger: str, fault: Exception) -> dict[str, Any]:
    try:
        raise fault
    except type(fault):
        record = logging.getLogger(logger).makeRecord(logger, logging.ERROR, "f", 1, "出错", (), sys.exc_info())
    written: dict[str, Any] = json.loads(JsonLines().format(record))
    return written


def test_our_own_words_have_their_values() -> None:
    assert line("notoneless.backup", "删去 %d 份", 3)["says"] == "删去 3 份"


def test_a_library_is_not_asked_for_its_values() -> None:
    assert line("axes", "login failure by %s", "张三")["says"] == "login failure by %s"
    assert line("granian", f"raised\n  KeyError: {NUMBER}")["says"] == "raised"


def test_fields_that_are_not_listed_are_dropped() -> None:
    written = line("notoneless", "请求", view="home", query="name=张三", user="张三", status=200)
    assert (written["view"], written["status"]) == ("home", 200)
    assert "张三" not in json.dumps(written, ensure_ascii=False)
    assert set(written) <= {"at", "level", "logger", "says", "request_id", *EXTRAS}


def test_a_number_is_struck_out_wherever_it_stands() -> None:
    written = line("notoneless", "查 %s", NUMBER, kind=f"import {NUMBER}")
    assert NUMBER not in json.dumps(written)


def test_a_fault_gives_its_kind_and_place_and_not_its_words() -> None:
    written = of_fault("notoneless", ValueError(f"Key (name)=(张三 {NUMBER}) exists"))
    assert written["fault"] == "ValueError"
    assert written["trace"][-1].startswith("test_config_lines.py:")
    assert "张三" not in json.dumps(written, ensure_ascii=False)


def test_a_trace_in_the_words_of_a_library_gives_its_places_alone() -> None:
    words = 'raised\nTraceback:\n  File "/x/y.py", line 7, in find\n    find("张三")\nKeyError: 张三'
    written = line("_granian.utils", words)
    assert written["trace"] == ["y.py:7 find"]
    assert "张三" not in json.dumps(written, ensure_ascii=False)


def test_the_line_has_the_number_of_the_request() -> None:
    number = begin()
    assert line("notoneless", "一")["request_id"] == number
    end()
    assert "request_id" not in line("notoneless", "二")


def test_a_number_that_is_none_is_not_taken_from_outside() -> None:
    assert begin("abcd-1234") == "abcd-1234"
    assert begin('x"\n') != 'x"\n'
    end()
    assert current_request_id() == ""


def test_the_path_of_an_answer_is_not_written() -> None:
    record = logging.getLogger("django.request").makeRecord(
        "django.request", logging.WARNING, "f", 1, "Not Found: %s", ("/children/张三",), None
    )
    assert KnownAnswers().filter(record) is False
