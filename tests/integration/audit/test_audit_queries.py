"""What the auditor asks: who did what, who has looked at this child, whom did this account see."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.events import CLERK, EVENT, recorded

from notoneless.audit.actors import SYSTEM, Actor
from notoneless.audit.queries import children_seen_by, events, mentioned_in, of_object
from notoneless.audit.recording import record

OTHER = Actor("9f", "李强", address="10.9.9.9")
DAY = timedelta(days=1)


@pytest.fixture
def _history() -> None:
    recorded(2, obj=("child", "p1"))
    recorded(obj=("child", "p2"))
    recorded(objs=(("child", "p2"), ("child", "p3"), ("school", "s1")))
    recorded(actor=OTHER, obj=("child", "p4"))
    record(EVENT, actor=CLERK, obj=("child", "p5"), outcome="denied")
    record("audit.found_tampered", actor=SYSTEM, outcome="failed")


@pytest.mark.django_db
@pytest.mark.usefixtures("_history")
def test_events_are_found_by_all_that_is_asked() -> None:
    now = timezone.now()

    def seqs(**asked: object) -> list[int]:
        return [event.seq for event in events(**asked)]  # type: ignore[arg-type]

    assert seqs() == [7, 6, 5, 4, 3, 2, 1]
    assert seqs(actor_id=OTHER.id) == seqs(username="李强") == seqs(address="10.9.9.9") == [5]
    assert seqs(outcome="denied") == [6]
    assert seqs(severity="alarm") == seqs(event="audit.found_tampered") == [7]
    assert seqs(object_type="child", actor_id=CLERK.id) == [6, 3, 2, 1]
    assert seqs(from_at=now + DAY) == seqs(until_at=now - DAY) == []
    assert len(seqs(from_at=now - DAY, until_at=now + DAY)) == 7


@pytest.mark.django_db
@pytest.mark.usefixtures("_history")
def test_who_has_looked_at_a_child_includes_exports() -> None:
    assert [event.seq for event in of_object("p2")] == [4, 3]
    assert [event.seq for event in of_object("p1")] == [2, 1]
    assert [event.seq for event in of_object("s1", "school")] == [4]
    assert not of_object("s1").exists()
    assert [each.object_pseudonym for each in mentioned_in(4)] == ["p2", "p3", "s1"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_history")
def test_whom_an_account_has_seen() -> None:
    """What was refused was not seen, and what others saw is not theirs."""
    now = timezone.now()
    seen = children_seen_by(CLERK.id, now - DAY, now + DAY)
    assert [(each["pseudonym"], each["times"]) for each in seen] == [("p1", 2), ("p2", 2), ("p3", 1)]
    assert all(now - DAY < each["first_at"] <= each["last_at"] <= timezone.now() for each in seen)
    assert children_seen_by(CLERK.id, now + DAY, now + 2 * DAY) == []


@pytest.mark.django_db
def test_an_answer_over_an_export_of_a_district_takes_seconds() -> None:
    """The goal is a minute (security design, G26)."""
    recorded(3, objs=tuple(("child", f"p{at}") for at in range(5_000)))
    now = timezone.now()
    begun = time.process_time()
    assert len(children_seen_by(CLERK.id, now - DAY, now + DAY)) == 5_000
    assert time.process_time() - begun < 10
