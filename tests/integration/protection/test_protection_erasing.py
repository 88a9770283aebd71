"""Erasure: the key is gone, and nothing brings the row back."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from tests.factories.sealed import Pupil, Remark, Visit, put, raw

from notoneless.protection.erasing import erase
from notoneless.protection.indexes import blind, blind_index
from notoneless.protection.refusals import ErasedError

NUMBER = "511791201503040012"
pytestmark = pytest.mark.usefixtures("sealed")


def pupil() -> Pupil:
    return Pupil.objects.create(
        name="测甲", id_number=NUMBER, phone="13800000001", tail_index=blind_index("id_tail", "0012")
    )


def test_an_erased_row_cannot_be_read() -> None:
    row = pupil()
    erase(row)
    for each in (row, Pupil.objects.get(pk=row.pk), Pupil.objects.only("phone").get(pk=row.pk)):
        assert each.is_erased
        with pytest.raises(ErasedError, match="已按规定删除"):
            _ = each.phone


def test_its_indexes_no_longer_answer() -> None:
    row = pupil()
    erase(row)
    assert not Pupil.objects.filter(**blind("id_number", NUMBER)).exists()
    assert Pupil.objects.get(pk=row.pk).tail_index is None


def test_old_bytes_put_back_stay_shut() -> None:
    row = pupil()
    stored = raw(Pupil, "phone", row.pk)
    erase(row)
    put(Pupil, "phone", row.pk, stored)
    with pytest.raises(ErasedError):
        _ = Pupil.objects.get(pk=row.pk).phone


def test_what_was_sealed_under_it_is_erased_with_it() -> None:
    row, other = pupil(), Pupil.objects.create(name="测乙")
    visit = Visit.objects.create(pupil=row, words="去过")
    remark = Remark.objects.create(visit=visit, words="已知")
    kept = Visit.objects.create(pupil=other, words="也去过")
    erase(row)
    for found in (Visit.objects.get(pk=visit.pk), Remark.objects.get(pk=remark.pk)):
        with pytest.raises(ErasedError):
            _ = found.words
    assert raw(Visit, "words", visit.pk) == b""
    assert Remark.objects.values_list("words_index", flat=True).get(pk=remark.pk) is None
    assert Visit.objects.get(pk=kept.pk).words == "也去过"


def save(row: Pupil) -> None:
    row.save()


def save_one(row: Pupil) -> None:
    row.phone = "13900000000"
    row.save(update_fields=["phone"])


def save_as_new(row: Pupil) -> None:
    Pupil(pk=row.pk, name="测甲", phone="13900000000").save()


def save_over(row: Pupil) -> None:
    Pupil(pk=row.pk, name="测甲", phone="13900000000").save(force_update=True)


def add_visit(row: Pupil) -> None:
    Visit.objects.create(pupil=Pupil.objects.get(pk=row.pk), words="补录")


@pytest.mark.parametrize("way", [save, save_one, save_as_new, save_over, add_visit])
def test_whoever_still_holds_the_row_cannot_revive_it(way: Callable[[Pupil], None]) -> None:
    row = pupil()
    held = Pupil.objects.get(pk=row.pk)
    erase(row)
    with pytest.raises((ErasedError, IntegrityError)), transaction.atomic():
        way(held)
    assert Pupil.objects.get(pk=row.pk).is_erased
    assert raw(Pupil, "data_key", row.pk) == b""
    assert raw(Pupil, "phone", row.pk) == b""


def test_a_bulk_update_passes_erased_rows_by() -> None:
    row, other = pupil(), Pupil.objects.create(name="测乙")
    held = list(Pupil.objects.all())
    erase(row)
    for each in held:
        each.phone = "13900000000"
    assert Pupil.objects.bulk_update(held, ["phone"]) == 1
    assert raw(Pupil, "phone", row.pk) == b""
    assert Pupil.objects.get(pk=other.pk).phone == "13900000000"


def test_erasing_twice_is_the_same_and_columns_in_clear_can_still_be_cleared() -> None:
    row = pupil()
    erase(row)
    erase(row)
    Pupil.objects.filter(pk=row.pk).update(name="")
    assert Pupil.objects.get(pk=row.pk).name == ""
