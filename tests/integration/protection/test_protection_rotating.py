"""A new master key while people work: nothing lost, nothing revived, taken up after a kill, verified."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from tests.factories.sealed import REGISTRY, Pupil, Visit, put, raw

from notoneless.protection.ciphers import key_id
from notoneless.protection.erasing import erase
from notoneless.protection.holders import refuse_hidden_rows
from notoneless.protection.keyring import rotation
from notoneless.protection.keyring.file import read
from notoneless.protection.keyring.rotation import KEPT, retire, rotate
from notoneless.protection.keys import keyring, keyring_path
from notoneless.protection.models import KeyMark
from notoneless.protection.refusals import ProtectionError, UnknownKeyError

pytestmark = pytest.mark.usefixtures("sealed")


class KilledError(Exception):
    """Stands for the end of the process."""


def quiet(_done: int, _total: int) -> None:
    """No progress wanted."""


def pupils(count: int) -> list[Pupil]:
    return Pupil.objects.bulk_create([Pupil(id_number=f"{n:018}", phone=f"phone {n}") for n in range(count)])


def masters_in_use() -> set[bytes]:
    return {key_id(raw(Pupil, "data_key", pk)) for pk in Pupil.objects.values_list("pk", flat=True)}


def test_every_key_is_wrapped_anew_and_every_text_stays() -> None:
    rows = pupils(30)
    visit = Visit.objects.create(pupil=rows[0], words="去过")
    old, stored = keyring().newest, raw(Pupil, "phone", rows[3].pk)
    ended = rotate(quiet, REGISTRY)
    assert (ended.resumed, ended.rows, ended.rewrapped, ended.unreadable) == (False, 30, 30, ())
    assert keyring().newest.id != old.id
    assert masters_in_use() == {keyring().newest.id}
    assert [row.phone for row in Pupil.objects.order_by("id_number_index")] != []
    assert {row.phone for row in Pupil.objects.all()} == {f"phone {n}" for n in range(30)}
    assert Visit.objects.get(pk=visit.pk).words == "去过"
    assert raw(Pupil, "phone", rows[3].pk) == stored


def test_whoever_held_a_row_can_go_on() -> None:
    held = pupils(1)[0]
    rotate(quiet, REGISTRY)
    held.phone = "new"
    held.save()
    found = Pupil.objects.get(pk=held.pk)
    assert (found.phone, masters_in_use()) == ("new", {keyring().newest.id})


@pytest.mark.parametrize("killed_after", [0, 10, 20])
def test_a_run_that_was_killed_is_taken_up(monkeypatch: pytest.MonkeyPatch, killed_after: int) -> None:
    monkeypatch.setattr(rotation, "BATCH", 10)
    pupils(30)

    def killing(done: int, _total: int) -> None:
        if done > killed_after:
            raise KilledError

    with pytest.raises(KilledError):
        rotate(killing, REGISTRY)
    assert {row.phone for row in Pupil.objects.all()} == {f"phone {n}" for n in range(30)}
    made = keyring().newest.id
    ended = rotate(quiet, REGISTRY)
    assert ended.resumed is (killed_after < 20)
    assert masters_in_use() == {keyring().newest.id}
    assert ended.rewrapped == 20 - killed_after if ended.resumed else made != keyring().newest.id


def test_a_row_erased_between_reading_and_writing_stays_erased() -> None:
    row, other = pupils(2)
    batch = list(Pupil.objects.values_list("pk", "data_key"))
    rotate(quiet, REGISTRY)
    erase(row)
    assert rotation._rewrap(Pupil, batch) == 0  # as the step of a run that had read both before
    assert raw(Pupil, "data_key", row.pk) == b""
    assert Pupil.objects.get(pk=other.pk).phone == "phone 1"


def test_rows_whose_key_is_broken_are_named_and_left_alone() -> None:
    row, other = pupils(2)
    broken = raw(Pupil, "data_key", row.pk)[:-1] + b"!"
    put(Pupil, "data_key", row.pk, broken)
    ended = rotate(quiet, REGISTRY)
    assert ended.unreadable == (f"test_pupil {row.pk}",)
    assert raw(Pupil, "data_key", row.pk) == broken
    assert Pupil.objects.get(pk=other.pk).phone == "phone 1"


def test_old_masters_stay_as_long_as_a_backup_may_need_them() -> None:
    rows = pupils(2)
    before = raw(Pupil, "data_key", rows[0].pk)
    rotate(quiet, REGISTRY)
    replaced = read(keyring_path()).masters[1].made_at
    assert retire(replaced + KEPT - timedelta(minutes=1), REGISTRY) == []
    put(Pupil, "data_key", rows[0].pk, before)  # a restored row
    assert Pupil.objects.get(pk=rows[0].pk).phone == "phone 0"
    assert retire(replaced + KEPT, REGISTRY) == []
    assert rotate(quiet, REGISTRY).resumed
    assert retire(replaced + KEPT, REGISTRY) == [key_id(before).hex()]
    put(Pupil, "data_key", rows[0].pk, before)
    with pytest.raises(UnknownKeyError):
        _ = Pupil.objects.get(pk=rows[0].pk).phone


def test_the_database_remembers_when_masters_came_and_went() -> None:
    rotate(quiet, REGISTRY)
    first, second = (master.key.id.hex() for master in read(keyring_path()).masters)
    later = datetime.now(UTC) + KEPT
    retire(later, REGISTRY)
    marks = dict(KeyMark.objects.filter(purpose="master").values_list("key_id", "retired_at"))
    assert marks == {first: later, second: None}


def test_rows_that_the_database_hides_stop_it_instead_of_being_left_behind() -> None:
    pupils(1)
    if connection.vendor != "postgresql":
        refuse_hidden_rows(Pupil)
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE walled; GRANT ALL ON test_pupil TO walled")
        cursor.execute("ALTER TABLE test_pupil ENABLE ROW LEVEL SECURITY; SET LOCAL ROLE walled")
        with pytest.raises(ProtectionError, match="换钥会漏行"):
            rotate(quiet, REGISTRY)
        cursor.execute("RESET ROLE")


def test_the_command_says_what_it_did() -> None:
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    assert f"主密钥已换成 {keyring().newest.id.hex()}" in out.getvalue()
    assert "离线另存一份" in out.getvalue()
    call_command("rotate_keys", "--retire", stdout=out)
    assert "没有可以删去的旧主密钥" in out.getvalue()


def test_the_command_refuses_without_keys() -> None:
    call_command("rotate_keys", stdout=StringIO())
    keyring_path().unlink()
    with pytest.raises(CommandError, match="不要另造"):
        call_command("rotate_keys", stdout=StringIO())
