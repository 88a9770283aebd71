"""Forms of a record: what is said about a child, and where it is."""

from collections.abc import Sequence
from typing import Any

from django import forms

from notoneless.ui.forms import DayField, Form, LineField

SEX_CHOICES = [("1", "男"), ("2", "女"), ("0", "未知")]
Options = Sequence[tuple[str, str]]
KEEP = "留空表示不改"


class PlacementForm(Form):
    """Where a child is registered, lives and learns. `areas`, `schools`, `classes`: what may be chosen."""

    submit_words = "保存变更"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    registered_in = forms.ChoiceField(label="户籍所在", required=False)
    lives_in = forms.ChoiceField(label="现居住地", required=False)
    school = forms.ChoiceField(label="学校", required=False)
    school_class = forms.ChoiceField(label="班级", required=False, help_text="换了学校请先不选班级，由新学校分班")
    reason = LineField(label="依据", max_length=200, help_text="例如：转学联系单、户口簿")

    def __init__(self, *args: Any, areas: Options, schools: Options, classes: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = ("", "（无）")
        for name, options in (
            ("registered_in", areas),
            ("lives_in", areas),
            ("school", schools),
            ("school_class", classes),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [nothing, *options]


class RegistrationForm(PlacementForm):
    """A new record."""

    submit_words = "登记"
    field_order = (
        *("name", "id_number", "sex", "birth_on", "guardian", "phone", "address", "disability", "hardship"),
        *("registered_in", "lives_in", "school", "school_class"),
    )

    name = LineField(label="姓名", max_length=60)
    id_number = LineField(label="身份证号", max_length=18, required=False, help_text="填写后可自动得出性别和出生日期")
    sex = forms.ChoiceField(label="性别", choices=[("0", "未知"), *SEX_CHOICES[:2]], required=False)
    birth_on = DayField(label="出生日期", required=False)
    guardian = LineField(label="监护人", max_length=60, required=False)
    phone = LineField(label="监护人电话", max_length=30, required=False)
    address = LineField(label="住址", max_length=200, required=False)
    disability = LineField(label="残疾情况", max_length=100, required=False)
    hardship = LineField(label="家庭困难情况", max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"], self.fields["version"]


class CorrectionForm(Form):
    """What is to be otherwise. Masked fields are not shown: what is left empty stays as it is."""

    submit_words = "保存更正"

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = LineField(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=[*SEX_CHOICES, ("9", "未说明")])
    birth_on = DayField(label="出生日期", required=False, help_text=KEEP)
    id_number = LineField(label="身份证号", max_length=18, required=False, help_text=KEEP)
    guardian = LineField(label="监护人", max_length=60, required=False, help_text=KEEP)
    phone = LineField(label="监护人电话", max_length=30, required=False, help_text=KEEP)
    address = LineField(label="住址", max_length=200, required=False, help_text=KEEP)
    disability = LineField(label="残疾情况", max_length=100, required=False, help_text=KEEP)
    hardship = LineField(label="家庭困难情况", max_length=100, required=False, help_text=KEEP)
    reason = LineField(label="更正依据", max_length=200, help_text="例如：户口簿、残疾人证、监护人来电核实")
