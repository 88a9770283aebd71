"""Forms of divisions."""

from typing import Any

from django import forms

from notoneless.ui.forms import DayField, Form, LineField
from notoneless.web.places.forms.changes import ChangeForm, Choices, set_choices


class DivisionForm(Form):
    """A division that is new here."""

    submit_words = "新增"
    code = LineField(label="区划代码", max_length=12, help_text="区县 6 位、乡镇（街道）9 位、村（社区）12 位数字。")
    name = LineField(label="名称", max_length=60, help_text="写全称，如 某某镇、某某社区。")
    opened_on = DayField(label="设立日期", required=False, help_text="不知道的空着。")
    reason = LineField(label="依据", required=False, max_length=200)


class MoveForm(ChangeForm):
    """Another parent, another code, or both."""

    submit_words = "改隶或改码"
    parent = forms.ChoiceField(label="新的上级", required=False)
    code = LineField(label="新的区划代码", required=False, max_length=12, help_text="代码不变的空着。")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "parent", choices)
