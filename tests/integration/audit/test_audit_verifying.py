"""The log in the database, read back and checked: what `checking` finds in memory is found there too."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from tests.factories.events import EVENT, recorded

from notoneless.audit.actors import SYSTEM
from notoneless.audit.append_only import take_down_triggers
from notoneless.audit.canonical import FIELDS, encode, instant
from notoneless.audit.checking import Mark
from notoneless.audit.checkpoints import Kept, kept, printed, write, write_if_due
from notoneless.audit.models import START, ChainHead, Event
from notoneless.audit.recording import chained, record
from notoneless.audit.restoring import declare_restored
from notoneless.audit.sealing import seal
from notoneless.audit.verifying import verify

MANY = 30_000
SLOWEST = 40_000
"""Rows a second of our own computing, on a slow core; one of 2024 manages more than 100,000."""
TEXTS = [name for name in FIELDS if name not in ("seq", "at")]
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def owner() -> None:
    """Ten events, in the hands of somebody who owns the database."""
    recorded(10, objs=(("child", "p1"), ("child", "p2")))
    take_down_triggers(connection)


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.django_db
@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize("column", TEXTS)
def test_a_change_of_any_text_is_found(column: str) -> None:
    value = {"outcome": "failed", "details": '{"rows": 1}'}.get(column, "x")
    run("UPDATE audit_event SET object_type = 'child', object_pseudonym = 'p' WHERE seq = 9")
    run(f"UPDATE audit_event SET {column} = %s WHERE seq = 9", value)  # noqa: S608
    verdict = verify()
    assert (verdict.first_bad, verdict.last) == (9, 8)


@pytest.mark.django_db
@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("DELETE FROM audit_event WHERE seq = 1", 1),
        ("DELETE FROM audit_event WHERE seq = 4", 4),
        ("DELETE FROM audit_event WHERE seq = 10", 10),
        ("DELETE FROM audit_event", 1),
        ("UPDATE audit_event SET seq = 11 WHERE seq = 5", 5),
        ("UPDATE audit_event SET at = '2026-01-01 00:00:00+00:00' WHERE seq = 6", 6),
        ("UPDATE audit_event SET mac = prev WHERE seq = 3", 3),
        ("UPDATE audit_event SET prev = mac WHERE seq = 3", 3),
        ("UPDATE audit_mention SET object_pseudonym = 'p9' WHERE seq = 7 AND object_pseudonym = 'p2'", 7),
        ("DELETE FROM audit_mention WHERE seq = 7", 7),
        ("DELETE FROM audit_chainhead", 11),
        ("UPDATE audit_chainhead SET seq = 20", 11),
        ("UPDATE audit_chainhead SET seq = 8", 8),
        ("UPDATE audit_chainhead SET mac = repeat('0', 64)", 10),
        ("INSERT INTO audit_mention (seq, object_type, object_pseudonym) VALUES (2, 'child', 'p3')", 2),
    ],
)
def test_a_tampering_is_found_with_its_first_row(statement: str, first_bad: int) -> None:
    if connection.vendor == "sqlite":
        statement = statement.replace("repeat('0', 64)", f"'{START}'")
    assert verify().intact
    run(statement)
    assert verify().first_bad == first_bad


@pytest.mark.django_db
@pytest.mark.usefixtures("owner")
def test_a_row_behind_the_end_is_found() -> None:
    event = Event.objects.get(seq=10)
    event.seq, event.prev = 11, event.mac
    event.save(force_insert=True)
    assert verify().first_bad == 11


@pytest.mark.django_db
def test_a_row_can_be_computed_again_with_other_tools() -> None:
    """As the page for the auditor says: JSON array of the values, after the code of the row before and a line end."""
    recorded(2)
    row = Event.objects.get(seq=2)
    values = [instant(row.at) if name == "at" else getattr(row, name) for name in FIELDS]
    assert json.loads(encode(values)) == values
    assert chained(seal().mac, row.prev, values) == row.mac


@pytest.mark.django_db
def test_a_full_second_is_read_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    recorded(3)
    assert verify().intact


@pytest.mark.django_db
def test_a_clock_that_jumps_accuses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Order is by number and never by time."""
    for jump in (timedelta(0), timedelta(days=-365), timedelta(hours=1), timedelta(days=4500), timedelta(minutes=-10)):
        monkeypatch.setattr("django.utils.timezone.now", lambda jump=jump: NOW + jump)
        recorded(2)
        write(at=NOW + jump)
    assert verify().intact
    assert list(Event.objects.values_list("seq", flat=True)) == list(range(10, 0, -1))


@pytest.mark.django_db
def test_the_national_digest_seals_as_well(settings: Any) -> None:
    """A bureau that goes over to SM4 goes on in the same chain."""
    recorded(2)
    settings.PROTECTION_CIPHER = "sm4-gcm"
    recorded(2)
    assert [key.partition(":")[0] for key in Event.objects.order_by("seq").values_list("key", flat=True)] == [
        "sha256",
        "sha256",
        "sm3",
        "sm3",
    ]
    assert verify().intact


@pytest.mark.django_db
def test_a_check_may_begin_at_a_checkpoint_that_is_believed() -> None:
    recorded(5)
    mark = write().mark()
    recorded(3)
    verdict = verify(after=mark)
    assert (verdict.rows, verdict.last, verdict.intact) == (3, 8, True)
    assert verify(after=Mark(5, START, "falsch")).first_bad == 5


@pytest.mark.django_db
def test_a_checkpoint_finds_a_tail_that_was_cut_even_where_the_end_was_made_to_fit() -> None:
    recorded(10)
    write()
    take_down_triggers(connection)
    run("DELETE FROM audit_event WHERE seq > 7")
    run("UPDATE audit_chainhead SET seq = 7, mac = %s", Event.objects.get(seq=7).mac)
    assert verify(Kept()).intact
    assert verify().first_bad == 8


@pytest.mark.django_db
def test_a_checkpoint_finds_a_database_that_was_put_back_and_used_again() -> None:
    recorded(10)
    write()
    take_down_triggers(connection)
    run("DELETE FROM audit_event WHERE seq > 7")
    run("UPDATE audit_chainhead SET seq = 7, mac = %s", Event.objects.get(seq=7).mac)
    recorded(8)
    assert verify(Kept()).intact
    assert verify().first_bad == 10


@pytest.mark.django_db
def test_a_restoration_that_is_declared_is_gone_on_from() -> None:
    recorded(10)
    write()
    take_down_triggers(connection)
    run("DELETE FROM audit_event WHERE seq > 7")
    run("UPDATE audit_chainhead SET seq = 7, mac = %s", Event.objects.get(seq=7).mac)
    checkpoint = declare_restored(reason="硬盘损坏，恢复到昨夜的备份", by=SYSTEM)
    assert (checkpoint.seq, checkpoint.restored) == (8, "硬盘损坏，恢复到昨夜的备份")
    recorded(20)
    write()
    assert verify().intact
    run("DELETE FROM audit_event WHERE seq = 8")
    assert verify().first_bad == 8


@pytest.mark.django_db
def test_a_checkpoint_that_was_changed_is_not_believed(folder: Path) -> None:
    recorded(5)
    write()
    path = next(folder.iterdir())
    path.write_text(path.read_text(encoding="utf-8").replace('"seq":5', '"seq":4'), encoding="utf-8")
    verdict = verify()
    assert (verdict.intact, verdict.first_bad) == (False, None)
    assert path.name in verdict.why


@pytest.mark.django_db
def test_a_line_that_a_power_cut_left_half_written_is_no_accusation(folder: Path) -> None:
    recorded(5)
    write(at=NOW)
    path = next(folder.iterdir())
    path.write_bytes(path.read_bytes() + b'{"seq":9,"mac":"\xe4')
    recorded(1)
    write(at=NOW)
    found = kept()
    assert [each.seq for each in found.checkpoints] == [5, 6]
    assert (len(found.unreadable), found.forged) == (1, ())
    assert verify(found).intact


@pytest.mark.django_db
def test_a_checkpoint_is_due_after_a_thousand_rows_or_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert write_if_due(NOW) is None, "there is nothing yet"
    recorded(1)
    first = write_if_due(NOW)
    assert first is not None
    assert (first.seq, first.rows) == (1, 1)
    assert write_if_due(NOW + timedelta(days=1)) is None, "nothing was added"
    recorded(3)
    assert write_if_due(NOW + timedelta(minutes=9)) is None
    second = write_if_due(NOW + timedelta(minutes=10))
    assert second is not None
    assert (second.seq, second.rows) == (4, 4)
    recorded(1)
    assert write_if_due(NOW + timedelta(minutes=11)) is None
    monkeypatch.setattr("notoneless.audit.checkpoints.ROWS", 1)
    assert write_if_due(NOW + timedelta(minutes=11)) is not None
    recorded(1)
    assert write_if_due(NOW - timedelta(days=300)) is not None, "the clock was put back"


@pytest.mark.django_db
def test_a_checkpoint_on_paper_says_everything(folder: Path) -> None:
    recorded(2)
    checkpoint = write(at=NOW)
    text = printed(checkpoint)
    assert checkpoint.mac == "".join(text.split("校验码：")[1].split("\n")[0].split())
    assert {"末条序号：2", "条数：2", f"密钥：{checkpoint.key}"} <= set(text.splitlines())


@pytest.mark.django_db
def test_the_command_ends_with_0_1_or_2(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    recorded(10)
    call_command("audit_checkpoint")
    call_command("audit_verify", "--json")
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (said["intact"], said["rows"], said["checkpoints"], said["vouched"]) == (True, 10, 1, 10)
    assert Event.objects.filter(event="audit.verified", actor_id="system").exists()
    take_down_triggers(connection)
    run("UPDATE audit_event SET reason = 'x' WHERE seq = 4")
    with pytest.raises(SystemExit) as ended:
        call_command("audit_verify")
    assert ended.value.code == 1
    assert "第 4 条" in capsys.readouterr().err
    assert Event.objects.filter(event="audit.found_tampered", outcome="failed").exists()
    settings.AUDIT_KEY = ""
    with pytest.raises(CommandError) as refused:
        call_command("audit_verify")
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_many_rows_are_checked_as_a_stream() -> None:
    sealed = seal()
    prev, rows = START, []
    for seq in range(1, MANY + 1):
        row = Event(seq=seq, at=NOW + timedelta(seconds=seq), key=sealed.name, event=EVENT, actor_id="7c3e")
        row.actor_username, row.outcome, row.reason, row.prev = "王丽", "done", "核对学籍", prev
        row.mac = chained(sealed.mac, prev, (instant(row.at) if n == "at" else getattr(row, n) for n in FIELDS))
        prev = row.mac
        rows.append(row)
    Event.objects.bulk_create(rows, batch_size=2000)
    ChainHead.objects.update(seq=MANY, mac=prev)
    del rows
    begun = time.process_time()
    verdict = verify()
    rate = MANY / (time.process_time() - begun)
    print(f"{rate:,.0f} rows a second")
    assert verdict.intact, verdict.why
    assert rate > SLOWEST


@pytest.mark.django_db(transaction=True)
def test_a_check_while_others_write_accuses_nobody() -> None:
    """What is written after the check began is left to the next one."""
    recorded(50)
    from notoneless.audit import verifying

    rows = verifying.rows_up_to(50)
    first = next(rows)
    with transaction.atomic():
        record(EVENT, actor=SYSTEM, objs=[("child", "p1")])
    assert [first[0], *(row[0] for row in rows)] == list(range(1, 51))
    assert verify().intact
