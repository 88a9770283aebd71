"""Every field that is stored was decided upon: class, purpose, retention, mask; and personal texts are sealed."""

from collections import Counter
from collections.abc import Mapping

import pytest
from django.db import models

from notoneless.protection.fields import SealedTextField
from notoneless.protection.masking import kinds
from notoneless.protection.models import Sealed, SealedUnder
from notoneless.protection.querysets import SealedQuerySet
from notoneless.protection.register import FieldClass, FieldRow, our_models, rows

TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField, models.GenericIPAddressField)
ROWS = list(rows())
FIELDS = {
    (model._meta.label, field.name): field
    for model in our_models()
    for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)
}


def called(row: FieldRow) -> str:
    return ".".join(row.key)


def undecided(fields: Mapping[tuple[str, str], object], decided: list[FieldRow]) -> set[str]:
    """The fields without a row."""
    return {".".join(key) for key in fields.keys() - {row.key for row in decided}}


def in_clear(row: FieldRow) -> bool:
    """Whether a personal text is stored as it is, and nobody said why."""
    field = FIELDS.get(row.key)
    return row.class_ is not FieldClass.OPEN and isinstance(field, TEXT) and not row.plain_because


def test_every_field_has_a_row() -> None:
    assert undecided(FIELDS, ROWS) == set()


def test_no_field_has_two() -> None:
    assert [key for key, count in Counter(row.key for row in ROWS).items() if count > 1] == []


def test_no_row_is_without_a_field() -> None:
    assert {called(row) for row in ROWS} - {".".join(key) for key in FIELDS} == set()


@pytest.mark.parametrize("row", ROWS, ids=called)
def test_every_field_has_a_purpose_and_an_end(row: FieldRow) -> None:
    assert row.purpose, "目的"
    assert row.retention, "保存期限"
    assert row.basis or row.class_ is FieldClass.OPEN, "依据"


@pytest.mark.parametrize("row", ROWS, ids=called)
def test_personal_texts_are_sealed_or_it_is_said_why_not(row: FieldRow) -> None:
    assert not in_clear(row)


@pytest.mark.parametrize("row", ROWS, ids=called)
def test_what_is_sealed_is_personal_and_masked_and_every_mask_is_known(row: FieldRow) -> None:
    assert row.mask in {"", *kinds()}
    if isinstance(FIELDS.get(row.key), SealedTextField):
        assert row.class_ is not FieldClass.OPEN
        assert row.mask


@pytest.mark.parametrize(
    "model",
    [model for model in our_models() if issubclass(model, Sealed | SealedUnder)],
    ids=lambda model: model._meta.label,
)
def test_sealed_rows_are_reached_by_querysets_that_keep_them_whole(model: type[models.Model]) -> None:
    assert issubclass(model._default_manager._queryset_class, SealedQuerySet)


def test_a_field_that_nobody_decided_upon_turns_the_test_red() -> None:
    key = next(iter(FIELDS))
    without = [row for row in ROWS if row.key != key]
    assert undecided(FIELDS, without) >= {".".join(key)}


def test_a_personal_text_in_clear_turns_the_test_red() -> None:
    key = next(key for key, field in FIELDS.items() if isinstance(field, TEXT))
    app, model = key[0].split(".")
    planted = FieldRow(app, model, key[1], FieldClass.PERSONAL, "name", "目的", "依据", "期限", "")
    assert in_clear(planted)
