"""An event is written in the transaction of its act: both are there, or neither."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from tests.factories.events import CLERK, EVENT, recorded

from notoneless.audit.actors import SYSTEM, NoActorError, acting_as, current_actor
from notoneless.audit.catalogue import UnknownEventError
from notoneless.audit.models import START, ChainHead, Event, Mention
from notoneless.audit.recording import BrokenChainError, record
from notoneless.audit.verifying import verify

WRITERS, EVENTS_EACH = 8, 200


@transaction.atomic
def act() -> None:
    """Something that is done, with its event."""
    Session.objects.create(session_key="k", session_data="d", expire_date=timezone.now())
    record(EVENT, actor=SYSTEM)


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_what() -> None:
    record(
        EVENT,
        actor=CLERK,
        obj=("child", "p-31"),
        outcome="denied",
        reason="核对学籍",
        fields=["phone", "id_number"],
        details={"rows": 3, "format": "xlsx"},
    )
    event = Event.objects.get()
    assert (event.seq, event.event, event.outcome, event.reason) == (1, EVENT, "denied", "核对学籍")
    assert (event.actor_id, event.actor_username, event.actor_role) == ("7c3e", "王丽", "school_officer")
    assert (event.actor_post, event.actor_organisation) == ("b81f", "沙坝镇中心小学")
    assert (event.address, event.device) == ("10.1.2.3", "Mozilla/5.0")
    assert (event.object_type, event.object_pseudonym) == ("child", "p-31")
    assert (event.fields_touched, event.details) == ('["id_number","phone"]', '{"format":"xlsx","rows":3}')
    assert (event.fields_named(), event.details_named()) == (["id_number", "phone"], {"format": "xlsx", "rows": 3})
    assert (event.prev, ChainHead.objects.get().mac) == (START, event.mac)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(TransactionManagementError):
        record(EVENT, actor=SYSTEM)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_no_event_and_no_gap() -> None:
    recorded()
    with transaction.atomic():
        record(EVENT, actor=SYSTEM)
        transaction.set_rollback(True)
    recorded()
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]
    assert verify().intact


def _no_key(settings: Any) -> None:
    settings.AUDIT_KEY = ""


def _no_head(_: Any) -> None:
    ChainHead.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("breaking", "error"), [(_no_key, ImproperlyConfigured), (_no_head, BrokenChainError)])
def test_a_log_that_cannot_be_written_refuses_the_act(
    breaking: Callable[[Any], None], error: type[Exception], settings: Any
) -> None:
    breaking(settings)
    with pytest.raises(error):
        act()
    assert not Session.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_whose_event_failed_cannot_be_kept_by_looking_away(settings: Any) -> None:
    settings.AUDIT_KEY = ""
    with transaction.atomic(), suppress(ImproperlyConfigured):
        act()
    assert not Session.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("details", "error"),
    [({"share": 0.5}, TypeError), ({"child": None}, TypeError), ({"objects_digest": "0"}, TypeError)],
)
def test_details_are_text_and_whole_numbers(details: dict[str, int], error: type[Exception]) -> None:
    with pytest.raises(error), transaction.atomic():
        record(EVENT, actor=SYSTEM, details=details)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_an_event_that_stands_in_no_table_is_refused() -> None:
    with pytest.raises(UnknownEventError), transaction.atomic():
        record("audit.no_such_thing", actor=SYSTEM)


@pytest.mark.django_db
def test_numbers_of_persons_that_somebody_typed_are_not_kept() -> None:
    number, phone = "511791201405010225", "13800138000"
    record(
        EVENT, actor=SYSTEM, reason=f"家长电话{phone}，号码{number}。", details={"file": f"{phone}.xlsx", "rows": 12}
    )
    event = Event.objects.get()
    assert event.reason == "家长电话（号码已隐去），号码（号码已隐去）。"
    assert event.details == '{"file":"（号码已隐去）.xlsx","rows":12}'


@pytest.mark.django_db
def test_what_a_browser_sends_never_refuses_an_act() -> None:
    """Too long, with NUL, with half a surrogate: PostgreSQL would refuse each of them."""
    record(EVENT, actor=SYSTEM, reason="a\x00b\ud800c" + "长" * 2000)
    assert Event.objects.get().reason.startswith("a b c长长")
    assert verify().intact


@pytest.mark.django_db
def test_an_export_mentions_every_child_and_is_one_event() -> None:
    record(EVENT, actor=CLERK, objs=[("child", f"p{at}") for at in range(5000)])
    assert Event.objects.count() == 1
    assert Mention.objects.count() == 5000
    assert verify().intact


def test_who_acts_must_be_said() -> None:
    with pytest.raises(NoActorError):
        current_actor()
    with acting_as(CLERK):
        assert current_actor() is CLERK
        with acting_as(SYSTEM):
            assert current_actor() is SYSTEM
        assert current_actor() is CLERK
    with pytest.raises(NoActorError):
        current_actor()


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_chain_without_fork_or_gap() -> None:
    errors: list[BaseException] = []

    def write() -> None:
        try:
            recorded(EVENTS_EACH)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    verdict = verify()
    assert verdict.intact, verdict.why
    assert verdict.rows == ChainHead.objects.get().seq == WRITERS * EVENTS_EACH
