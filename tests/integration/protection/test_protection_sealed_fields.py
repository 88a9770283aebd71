"""A sealed field: plain text on the instance, sealed bytes in the database, whichever way the row is written."""

from typing import Any

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.core.serializers import serialize
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ModelState, ProjectState
from django.forms import modelform_factory
from django.test.utils import CaptureQueriesContext
from tests.factories.sealed import Pupil, Remark, Visit, raw

from notoneless.protection.ciphers import is_sealed
from notoneless.protection.indexes import blind, blind_index
from notoneless.protection.refusals import PlainTextError

NUMBER = "511791201503040012"
OTHER = "511791201503040039"
pytestmark = pytest.mark.usefixtures("sealed")


def pupil(number: str = NUMBER, phone: str = "13800000001") -> Pupil:
    return Pupil.objects.create(name="测甲", id_number=number, phone=phone)


def index_of(row: Pupil) -> bytes | None:
    stored = Pupil.objects.values_list("id_number_index", flat=True).get(pk=row.pk)
    return None if stored is None else bytes(stored)


def test_the_text_comes_back() -> None:
    found = Pupil.objects.get(pk=pupil().pk)
    assert (found.id_number, found.phone) == (NUMBER, "13800000001")


def test_no_column_holds_the_text() -> None:
    row = pupil()
    for column in ("id_number", "phone"):
        stored = raw(Pupil, column, row.pk)
        assert NUMBER.encode() not in stored
        assert b"13800000001" not in stored
    assert is_sealed(raw(Pupil, "phone", row.pk))


def test_values_give_bytes_and_never_text() -> None:
    pupil()
    assert isinstance(Pupil.objects.values_list("phone", flat=True).get(), bytes)
    assert isinstance(Pupil.objects.values("id_number").get()["id_number"], bytes)


def test_equal_texts_are_stored_as_different_bytes_with_equal_index() -> None:
    first, second = pupil(), pupil(OTHER)
    assert raw(Pupil, "phone", first.pk) != raw(Pupil, "phone", second.pk)
    assert index_of(first) == blind_index("id_number", NUMBER)


def test_every_write_keeps_text_and_index() -> None:
    row = Pupil(name="测乙")
    row.id_number = NUMBER
    row.save()
    assert Pupil.objects.get(**blind("id_number", NUMBER)).pk == row.pk
    row.id_number = OTHER
    row.save(update_fields=["id_number"])
    assert Pupil.objects.get(**blind("id_number", OTHER)).id_number == OTHER
    assert not Pupil.objects.filter(**blind("id_number", NUMBER)).exists()
    assert getattr(row, "id_number_index") == blind_index("id_number", OTHER)  # noqa: B009 - added at run time


def test_bulk_create() -> None:
    rows = Pupil.objects.bulk_create([Pupil(id_number=f"{n:018}", phone=str(n)) for n in range(200)])
    found = Pupil.objects.in_bulk([row.pk for row in rows])
    assert [(found[row.pk].id_number, found[row.pk].phone) for row in rows] == [
        (f"{n:018}", str(n)) for n in range(200)
    ]
    assert Pupil.objects.get(**blind("id_number", f"{7:018}")).phone == "7"


def test_bulk_update_keeps_text_and_index() -> None:
    rows = Pupil.objects.bulk_create([Pupil(id_number=f"{n:018}", phone=str(n)) for n in range(20)])
    for n, row in enumerate(rows):
        row.id_number, row.phone = f"9{n:017}", f"new {n}"
    assert Pupil.objects.bulk_update(rows, ["id_number", "phone"]) == 20
    assert Pupil.objects.get(**blind("id_number", f"9{3:017}")).phone == "new 3"
    assert not Pupil.objects.filter(**blind("id_number", f"{3:018}")).exists()


def test_refreshing_takes_what_is_stored() -> None:
    row = pupil()
    other = Pupil.objects.get(pk=row.pk)
    other.phone = "13900000009"
    other.save()
    row.refresh_from_db()
    assert row.phone == "13900000009"
    other.phone = "13900000010"
    other.save()
    row.refresh_from_db(fields=["phone"])
    assert row.phone == "13900000010"


def test_deferred_fields_come_when_they_are_read() -> None:
    row = pupil()
    lean = Pupil.objects.only("name").get(pk=row.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert lean.phone == "13800000001"
    assert len(asked) == 1
    lean.name = "测丙"
    lean.save()
    assert Pupil.objects.get(pk=row.pk).phone == "13800000001"


def test_a_sealed_field_alone_brings_the_key() -> None:
    pupil()
    rows = list(Pupil.objects.only("phone"))
    with CaptureQueriesContext(connection) as asked:
        assert [row.phone for row in rows] == ["13800000001"]
    assert len(asked) == 0


def test_a_deferred_field_can_be_set_and_saved() -> None:
    row = pupil()
    lean = Pupil.objects.only("name").get(pk=row.pk)
    lean.phone = "13700000007"
    lean.save()
    assert Pupil.objects.get(pk=row.pk).phone == "13700000007"


def test_an_empty_text_looks_like_a_full_one() -> None:
    empty = Pupil.objects.create(name="测丁")
    full = pupil()
    assert len(raw(Pupil, "phone", empty.pk)) == len(raw(Pupil, "phone", full.pk))
    found = Pupil.objects.get(pk=empty.pk)
    assert (found.id_number, found.phone) == ("", "")


def test_empty_numbers_have_no_index_and_do_not_collide() -> None:
    assert [index_of(Pupil.objects.create()) for _ in range(2)] == [None, None]
    assert [index_of(pupil(" ")), index_of(pupil("　"))] == [None, None]


def test_the_same_number_twice_is_refused_by_the_database() -> None:
    pupil("51179120150304001x")
    with pytest.raises(IntegrityError), transaction.atomic():
        pupil(" 51179120150304001Ｘ")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Pupil.objects.filter(phone="13800000001"),
        lambda: Pupil.objects.filter(id_number__startswith="511"),
        lambda: Pupil.objects.exclude(phone__in=["1"]),
        lambda: Pupil.objects.filter(phone__contains="1"),
    ],
)
def test_filtering_by_a_sealed_field_is_refused(ask: Any) -> None:
    with pytest.raises(FieldError, match="sealed"):
        ask()


def test_plain_text_reaches_the_column_by_no_way() -> None:
    row = pupil()
    for value in ("13900000000", b"13900000000", NUMBER.encode() * 4):
        with pytest.raises(PlainTextError), transaction.atomic():
            Pupil.objects.update(phone=value)
        setattr(row, "phone_sealed", value)  # noqa: B010 - not a name that types know
        with pytest.raises(PlainTextError), transaction.atomic():
            row.save()
    with pytest.raises(TypeError):
        row.phone = b"13900000000"  # type: ignore[assignment]
    assert Pupil.objects.get(pk=row.pk).phone == "13800000001"


def test_a_conflict_is_not_answered_with_sealed_values() -> None:
    with pytest.raises(PlainTextError):
        Pupil.objects.bulk_create(
            [Pupil(id_number=NUMBER)],
            update_conflicts=True,
            update_fields=["phone"],
            unique_fields=["id_number_index"],
        )


def test_a_row_keeps_its_key() -> None:
    row = pupil()
    with pytest.raises(PlainTextError):
        Pupil.objects.bulk_update([row], ["data_key"])


def test_no_dump_holds_the_text() -> None:
    pupil()
    with pytest.raises(PlainTextError):
        serialize("json", Pupil.objects.all())


def test_a_form_shows_and_takes_the_text() -> None:
    row = pupil()
    form_class = modelform_factory(Pupil, fields=["id_number", "phone"])
    assert form_class(instance=row).initial == {"id_number": NUMBER, "phone": "13800000001"}
    form = form_class({"id_number": OTHER, "phone": ""}, instance=row)
    assert form.is_valid(), form.errors
    form.save()
    assert Pupil.objects.get(pk=row.pk).id_number == OTHER
    assert "id_number" in form_class({"id_number": "", "phone": ""}).errors
    assert "id_number" in form_class({"id_number": "5" * 19, "phone": ""}).errors


def test_the_plain_text_is_validated() -> None:
    with pytest.raises(ValidationError) as caught:
        Pupil(name="测", id_number="5" * 19).full_clean()
    assert "最多 18 个字" in str(caught.value)
    with pytest.raises(ValidationError):
        Pupil(name="测").full_clean()
    Pupil(name="测", id_number=NUMBER).full_clean()


def test_what_is_printed_shows_no_text_and_no_key() -> None:
    row = pupil()
    assert NUMBER not in repr(row)
    assert NUMBER not in repr(vars(row))
    assert repr(row.row_key()) == "Key()"


def test_a_migration_makes_the_index_once_and_as_the_model_has_it() -> None:
    state = ModelState.from_model(Pupil)
    assert "id_number_index" in state.fields
    made = ProjectState({("protection", "pupil"): state}).apps.get_model("protection", "Pupil")
    assert [field.column for field in made._meta.fields] == [field.column for field in Pupil._meta.fields]
    assert state.fields["id_number"].deconstruct()[3] == {"index": True, "max_length": 18, "verbose_name": "身份证号"}


def test_a_visit_is_sealed_with_the_key_of_its_pupil() -> None:
    row = pupil()
    visit = Visit.objects.create(pupil=row, words="去过")
    remark = Remark.objects.create(visit=visit, words="已知")
    with CaptureQueriesContext(connection) as asked:
        found = Remark.objects.select_related("visit__pupil").get(pk=remark.pk)
        assert (found.words, found.visit.words) == ("已知", "去过")
    assert len(asked) == 1


def test_a_visit_handed_to_another_pupil_stays_readable() -> None:
    visit = Visit.objects.create(pupil=pupil(), words="去过")
    visit.hand_to(pupil(OTHER))
    visit.save()
    assert Visit.objects.get(pk=visit.pk).words == "去过"
