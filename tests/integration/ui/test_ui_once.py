"""A form is done once, however often and however fast it is sent."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils.timezone import now

from notoneless.accounts.models import User
from notoneless.ui.forms import forget_before, new_token, once
from notoneless.ui.models import Submission


def _request(token: str, reader: User | None = None) -> Any:
    request = RequestFactory().post("/", {"once": token})
    request.user = reader or User(pk=1)
    return request


@pytest.mark.django_db
def test_the_second_time_gives_the_first_answer() -> None:
    done: list[str] = []
    token = new_token()

    def act() -> str:
        done.append("x")
        return f"/{len(done)}/"

    assert [once(_request(token), act) for _ in range(3)] == ["/1/"] * 3
    assert done == ["x"]


@pytest.mark.django_db
def test_what_failed_may_be_sent_again() -> None:
    token = new_token()

    def fail() -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once(_request(token), fail)
    assert once(_request(token), lambda: "/done/") == "/done/"


@pytest.mark.django_db
def test_a_token_of_one_person_says_nothing_to_another() -> None:
    token = new_token()
    once(_request(token, User(pk=1)), lambda: "/secret/")
    assert once(_request(token, User(pk=2)), lambda: "/own/") == "/own/"


@pytest.mark.django_db
def test_without_a_token_it_is_done_each_time() -> None:
    assert [once(_request("nonsense"), lambda: "/") for _ in range(2)] == ["/", "/"]
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_old_tokens_are_forgotten() -> None:
    once(_request(new_token()), lambda: "/")
    assert forget_before(now() - timedelta(minutes=1)) == 0
    assert forget_before(now() + timedelta(minutes=1)) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=False)
def test_sent_by_eight_at_the_same_moment_it_is_done_once() -> None:
    token, gate, done, answers = new_token(), threading.Barrier(8), [], []

    def act() -> str:
        done.append("x")
        return "/done/"

    def send() -> None:
        gate.wait()
        try:
            answers.append(once(_request(token), act))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["/done/"] * 8
    assert Submission.objects.count() == 1
    assert len(done) == 1
