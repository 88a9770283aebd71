"""Masks: the examples of the table, and what must never be shown."""

import pytest
from django.template import Context, Engine
from hypothesis import given, settings
from hypothesis import strategies as st

from notoneless.protection.masking import kinds, masked
from notoneless.standards.tables import load

ROWS = load("masks", "notoneless.protection").rows


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["kind"])
def test_the_example_is_shown_as_the_table_says(row: dict[str, str]) -> None:
    assert masked(row["kind"], row["example"]) == row["shown"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("name", "李明", "李*"),
        ("name", "李小明", "李*明"),
        ("name", "阿依古丽·买买提", "阿***·***"),
        ("id_number", "51179120150304001X", "**************001X"),
        ("id_number", "E12345678", "*****5678"),
        ("id_number", "1234567", "***"),
        ("id_number_wide", "51179120150304001X", "511791********001X"),
        ("id_number_wide", "E12345678", "***"),
        ("phone", "13800000001", "138****0001"),
        ("phone", "0818-2345678", "081*****5678"),
        ("phone", "2345678", "***"),
        ("address", "石桥镇大山村3组12号张三家", "石桥镇大山村***"),
        ("address", "东河区石桥镇", "东河区石桥镇***"),
        ("address", "石桥镇张三家3组", "石桥镇***"),
        ("address", "某小区12栋3单元402", "***"),
        ("birth", "2015-03-04", "2015年"),
        ("birth", "2015年3月4日", "2015年"),
        ("birth", "不详", "***"),
        ("disability", "一级肢体残疾", "有特殊需要"),
        ("free_text", "什么都有：13800000001", "（内容已遮盖）"),
    ],
)
def test_values_of_every_shape(kind: str, value: str, shown: str) -> None:
    assert masked(kind, value) == shown


@pytest.mark.parametrize("kind", list(kinds()))
@pytest.mark.parametrize("value", ["", " ", "　"])
def test_nothing_stays_nothing(kind: str, value: str) -> None:
    assert masked(kind, value) == ""


def test_an_unknown_kind_shows_nothing_at_all() -> None:
    with pytest.raises(LookupError, match="nickname"):
        masked("nickname", "小明")


@given(st.text(min_size=1, max_size=40))
def test_numbers_never_show_more_than_half_and_never_all(value: str) -> None:
    for kind, most in (("id_number", 4), ("phone", 7), ("id_number_wide", 10)):
        shown = masked(kind, value)
        text = value.strip()
        assert not text or "*" in shown
        assert len(shown.replace("*", "")) <= min(most, len(text))


@given(st.text(max_size=60))
@settings(deadline=None)  # the first name and address load tables
def test_no_mask_ever_fails(value: str) -> None:
    for kind in kinds():
        masked(kind, value)


@given(st.text(min_size=1, max_size=60))
def test_fixed_words_say_nothing_of_the_value(value: str) -> None:
    for kind in ("disability", "hardship", "free_text"):
        assert masked(kind, value) in ("", kinds()[kind]["words"])


def test_the_filter_of_templates() -> None:
    engine = Engine(libraries={"masks": "notoneless.protection.templatetags.masks"})
    template = engine.from_string('{% load masks %}{{ phone|masked:"phone" }} {{ nothing|masked:"phone" }}')
    assert template.render(Context({"phone": "13800000001", "nothing": None})) == "138****0001 "
