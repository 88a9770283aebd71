"""What somebody with the database in hand can do: nothing that is not noticed."""

import pytest
from tests.factories.sealed import Pupil, Visit, put, raw

from notoneless.protection.keyring.file import create, fresh
from notoneless.protection.keys import keyring_path
from notoneless.protection.refusals import BrokenSealError, KeyringError, ProtectionError, UnknownKeyError

NUMBER = "511791201503040012"
OTHER = "511791201503040039"
pytestmark = pytest.mark.usefixtures("sealed")


def two() -> tuple[Pupil, Pupil]:
    return (
        Pupil.objects.create(id_number=NUMBER, phone="13800000001"),
        Pupil.objects.create(id_number=OTHER, phone="13800000002"),
    )


@pytest.mark.parametrize("columns", [["phone"], ["id_number"], ["data_key"], ["data_key", "phone"]])
def test_values_swapped_between_two_rows_are_refused(columns: list[str]) -> None:
    first, second = two()
    for column in columns:
        here, there = raw(Pupil, column, first.pk), raw(Pupil, column, second.pk)
        put(Pupil, column, first.pk, b"")
        put(Pupil, column, second.pk, here)
        put(Pupil, column, first.pk, there)
    for row in (first, second):
        found = Pupil.objects.get(pk=row.pk)
        with pytest.raises(ProtectionError):
            _ = (found.phone, found.id_number)


def test_a_value_moved_to_another_column_is_refused() -> None:
    visit = Visit.objects.create(pupil=two()[0], words="去过")
    put(Pupil, "phone", visit.pupil.pk, raw(Visit, "words", visit.pk))
    with pytest.raises(BrokenSealError):
        _ = Pupil.objects.get(pk=visit.pupil.pk).phone


def test_an_index_put_before_another_number_is_refused() -> None:
    first, second = two()
    mine, theirs = raw(Pupil, "id_number", first.pk), raw(Pupil, "id_number", second.pk)
    put(Pupil, "id_number", second.pk, bytes(16) + theirs[16:])
    with pytest.raises(BrokenSealError):
        _ = Pupil.objects.get(pk=second.pk).id_number
    put(Pupil, "id_number", second.pk, theirs)
    Pupil.objects.filter(pk=first.pk).delete()
    put(Pupil, "id_number", second.pk, mine[:16] + theirs[16:])
    with pytest.raises(BrokenSealError):
        _ = Pupil.objects.get(pk=second.pk).id_number


def test_what_does_not_open_is_an_alarm_in_the_log_without_the_text(caplog: pytest.LogCaptureFixture) -> None:
    first, second = two()
    put(Pupil, "phone", first.pk, raw(Pupil, "phone", second.pk))
    with pytest.raises(UnknownKeyError):
        _ = Pupil.objects.get(pk=first.pk).phone
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert record.getMessage() == f"protection.Pupil.phone of row {first.pk} does not open: UnknownKeyError"


def test_every_changed_byte_is_noticed() -> None:
    row = two()[0]
    stored = raw(Pupil, "phone", row.pk)
    for at in range(len(stored)):
        put(Pupil, "phone", row.pk, stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :])
        with pytest.raises(ProtectionError):
            _ = Pupil.objects.get(pk=row.pk).phone
    put(Pupil, "phone", row.pk, stored[:-1])
    with pytest.raises(ProtectionError):
        _ = Pupil.objects.get(pk=row.pk).phone


def test_another_keyring_opens_nothing_and_says_which_key_is_wanted() -> None:
    row = two()[0]
    keyring_path().unlink()
    create(keyring_path(), fresh("aes-256-gcm"))
    with pytest.raises(UnknownKeyError, match="没有编号"):
        _ = Pupil.objects.get(pk=row.pk).phone


def test_a_lost_keyring_is_a_refusal_and_not_an_empty_field() -> None:
    row = two()[0]
    keyring_path().unlink()
    with pytest.raises(KeyringError, match="没有找到密钥文件"):
        _ = Pupil.objects.get(pk=row.pk).phone
    with pytest.raises(KeyringError):
        Pupil.objects.create(phone="13800000003")


def test_a_copy_of_a_row_is_refused_before_it_is_lost() -> None:
    copied = two()[0]
    copied.pk, copied._state.adding = None, True
    with pytest.raises(ProtectionError):
        copied.save()


def test_a_visit_whose_pupil_was_exchanged_is_refused_before_it_is_lost() -> None:
    first, second = two()
    visit = Visit.objects.create(pupil=first, words="去过")
    visit.pupil = second
    with pytest.raises(UnknownKeyError):
        visit.save()


def test_what_one_cipher_sealed_opens_when_the_other_is_set(settings: object) -> None:
    row = two()[0]
    for name in ("sm4-gcm", "aes-256-gcm"):
        settings.PROTECTION_CIPHER = name  # type: ignore[attr-defined]
        found = Pupil.objects.get(pk=row.pk)
        assert (found.id_number, found.phone) == (NUMBER, "13800000001")
        assert Pupil.objects.filter(id_number_index=raw(Pupil, "id_number", row.pk)[:16]).get() == row
        found.phone, found.id_number = "13800000001", NUMBER
        found.save()
        assert raw(Pupil, "phone", row.pk)[0] == {"aes-256-gcm": 1, "sm4-gcm": 2}[name]
