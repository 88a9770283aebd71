"""The one form: Chinese words that name the field, everything typed kept, errors where they belong."""

from datetime import date

import pytest
from django import forms

from notoneless.ui.forms import DayField, Form, LineField, is_token


class SampleForm(Form):
    """One field of each kind that has words of its own."""

    place = LineField(label="地点", max_length=5)
    on = DayField(label="日期")
    count = forms.IntegerField(label="人数", min_value=1)
    way = forms.ChoiceField(label="方式", choices=[("a", "甲")], widget=forms.RadioSelect)
    told = forms.BooleanField(label="已告知")
    own = forms.CharField(label="另一项", error_messages={"required": "自己的话"})


def _errors(**given: str) -> dict[str, str]:
    form = SampleForm(given)
    form.is_valid()
    return {name: str(errors[0]) for name, errors in form.errors.items()}


def test_missing() -> None:
    assert _errors() == {
        "place": "请填写地点",
        "on": "请选择日期",
        "count": "请填写人数",
        "way": "请选择方式",
        "told": "请勾选“已告知”后再继续",
        "own": "自己的话",
    }


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("place", "一二三四五六", "地点最多 5 个字，现在有 6 个，请缩短"),
        ("on", "三月五日", "日期不是一个日期。请写成 2024-03-05 或 2024年3月5日"),
        ("on", "2024-02-30", "日期不是一个日期。请写成 2024-03-05 或 2024年3月5日"),
        ("count", "三", "人数只能填整数"),
        ("count", "0", "人数不能小于 1"),
        ("way", "b", "方式不在可选的范围内，请重新选择"),
        ("place", "a\0", "地点里有不能保存的字符，请删去后重新输入"),
    ],
)
def test_wrong(field: str, value: str, words: str) -> None:
    assert _errors(**{field: value})[field] == words


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05",
        "2024-3-5",
        "2024/3/5",
        "2024.3.5",
        "2024年3月5日",
        "20240305",
        "２０２４年３月５日",
        " 2024 年 3 月 5 日 ",
    ],
)
def test_a_day_as_people_write_it(text: str) -> None:
    assert DayField().clean(text) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("typed", "kept"), [("　ＡＢ１２ ", "AB12"), ("云岭乡（东）", "云岭乡（东）"), ("a  b", "a b")]
)
def test_a_line_is_tidied_but_its_punctuation_stays(typed: str, kept: str) -> None:
    assert LineField().clean(typed) == kept


def test_the_summary_leads_to_the_fields_in_order() -> None:
    form = SampleForm({"place": "一"})
    form.is_valid()
    form.refuse("这张表已由他人提交。")
    assert [href for href, _ in form.problems] == ["", "#id_on", "#id_count", "#id_way_0", "#id_told", "#id_own"]
    assert form.problems[0][1] == "这张表已由他人提交。"


def test_the_token_stays_while_errors_are_mended() -> None:
    token = SampleForm().token
    assert is_token(token)
    assert SampleForm({"once": token}).token == token
    assert SampleForm({"once": "nonsense"}).token != "nonsense"


def test_a_date_that_cannot_be_read_comes_back_as_it_was_typed() -> None:
    form = SampleForm({"on": "三月五日"})
    form.is_valid()
    assert 'type="text"' in str(form["on"])
    assert "三月五日" in str(form["on"])
    assert 'type="date"' in str(SampleForm()["on"])
