"""Forms of schools, classes and zones."""

from typing import Any

from django import forms

from notoneless.places.rules.names import MOST_CLASSES
from notoneless.places.rules.stages import KINDS, teaches
from notoneless.standards.classes import LAST_GRADE
from notoneless.standards.numerals import han
from notoneless.ui.forms import DayField, Form, LineField
from notoneless.web.places.forms.changes import ChangeForm, Choices, set_choices

_KINDS = [(kind.key, kind.label) for kind in KINDS.values()]


class SchoolForm(Form):
    """A school that is new here."""

    submit_words = "新增"
    code = LineField(label="学校标识码", max_length=10, help_text="10 位数字，学校更名时不变。")
    name = LineField(label="学校名称", max_length=60, help_text="写全称；村小、教学点写自己的名称。")
    kind = forms.ChoiceField(label="办学类型", choices=[("", "请选择"), *_KINDS])
    division = forms.ChoiceField(label="所在地")
    opened_on = DayField(label="建校日期", required=False, help_text="不知道的空着。")
    reason = LineField(label="依据", required=False, max_length=200)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "division", choices)


class SchoolChangeForm(ChangeForm):
    """Another kind of school, or another place."""

    kind = forms.ChoiceField(label="办学类型", choices=_KINDS)
    division = forms.ChoiceField(label="所在地")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "division", choices)


class ClassForm(Form):
    """A class of the school year on the page."""

    submit_words = "开设"
    grade = forms.TypedChoiceField(label="年级", coerce=int)
    number = forms.IntegerField(label="班号", min_value=1, max_value=MOST_CLASSES)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taught = [grade for grade in range(1, LAST_GRADE + 1) if teaches(kind, grade)]
        set_choices(self, "grade", [(str(grade), f"{han(grade)}年级") for grade in taught])


class ZoneForm(Form):
    """Villages given to the school, for one stage of one school year."""

    submit_words = "保存片区"
    villages = forms.MultipleChoiceField(
        label="村（社区）",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选由本校负责的村（社区）。",
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["villages"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(choices)
