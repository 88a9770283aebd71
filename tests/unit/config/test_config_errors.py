"""The page of a fault says what to do, by the kind of fault, with the number of the request."""

import errno

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from notoneless.config.errors import kind_of, server_error
from notoneless.config.logs.request_ids import begin, end


def caused(fault: Exception, cause: Exception) -> Exception:
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (OperationalError("database or disk is full"), 507),
        (OperationalError('could not extend file "base/1/2": No space left on device'), 507),
        (caused(ValueError("x"), OSError(errno.EDQUOT, "quota")), 507),
        (OperationalError("server closed the connection unexpectedly"), 503),
        (OperationalError("database is locked"), 503),
        (KeyError("x"), 500),
        (None, 500),
    ],
)
def test_the_status_of_a_fault(fault: BaseException | None, status: int) -> None:
    assert kind_of(fault)[0] == status


def test_the_page_has_the_number_and_nothing_of_the_fault() -> None:
    number = begin()
    try:
        raise KeyError("张三")
    except KeyError:
        response = server_error(RequestFactory().get("/x"))
    end()
    page = response.content.decode()
    assert number in page
    assert "张三" not in page
    assert response["Cache-Control"] == "no-store"
