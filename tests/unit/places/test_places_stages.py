"""Kinds of schools, their stages, grades and zones; names of places and classes."""

import pytest

from notoneless.places.rules.names import class_name, place_name
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import KINDS, Stage, ZoneStage, kind_named, teaches, zone_stages


@pytest.mark.parametrize(
    ("kind", "stage", "first", "last", "zones"),
    [
        ("primary_school", Stage.PRIMARY, 1, 6, (ZoneStage.PRIMARY,)),
        ("teaching_point", Stage.PRIMARY, 1, 6, (ZoneStage.PRIMARY,)),
        ("junior_school", Stage.JUNIOR, 7, 9, (ZoneStage.JUNIOR,)),
        ("nine_year_school", Stage.NINE_YEAR, 1, 9, (ZoneStage.PRIMARY, ZoneStage.JUNIOR)),
        ("complete_school", Stage.JUNIOR, 7, 9, (ZoneStage.JUNIOR,)),
        ("twelve_year_school", Stage.NINE_YEAR, 1, 9, (ZoneStage.PRIMARY, ZoneStage.JUNIOR)),
        ("special_school", Stage.SPECIAL, 1, 9, (ZoneStage.SPECIAL,)),
    ],
)
def test_what_a_kind_of_school_teaches(
    kind: str, stage: Stage, first: int, last: int, zones: tuple[ZoneStage, ...]
) -> None:
    assert KINDS[kind].stage is stage
    assert [grade for grade in range(12) if teaches(kind, grade)] == list(range(first, last + 1))
    assert zone_stages(stage.value) == zones


@pytest.mark.parametrize(
    ("word", "kind"),
    [("小学", "primary_school"), ("211", "primary_school"), (" 九年一贯制学校 ", "nine_year_school"), ("大学", None)],
)
def test_a_kind_is_known_by_its_words_and_its_number(word: str, kind: str | None) -> None:
    found = kind_named(word)
    assert (found.key if found else None) == kind


def test_the_usual_name_of_a_class() -> None:
    assert class_name(3, 12) == "三年级12班"


def test_a_name_loses_blanks_and_unseen_marks() -> None:
    assert place_name(" 苔埭\u200b 乡\n") == "苔埭乡"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("  ", "请填写名称"), ("abc", "没有汉字"), ("村" * 61, "有 61 字，最多 60 字")],
)
def test_what_is_no_name_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(NotPossibleError, match=sentence) as refusal:
        place_name(text)
    assert refusal.value.field == "name"
