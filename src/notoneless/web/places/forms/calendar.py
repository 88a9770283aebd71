"""Forms of school years and terms."""

from typing import Any

from django import forms

from notoneless.places.rules.calendar import Span, year_named
from notoneless.ui.forms import DayField, Form, LineField
from notoneless.web.places.forms.changes import Choices, set_choices


class SchoolYearForm(Form):
    """A school year and the days of its terms."""

    name = LineField(label="学年", help_text="如 2023-2024。学年自 9 月 1 日至次年 8 月 31 日。")
    autumn_starts = DayField(label="第一学期开学")
    autumn_ends = DayField(label="第一学期结束")
    spring_starts = DayField(label="第二学期开学")
    spring_ends = DayField(label="第二学期结束")

    def clean_name(self) -> int:
        """The year in which it begins."""
        year = year_named(self.cleaned_data["name"])
        if year is None:
            raise forms.ValidationError("学年请写成 2023-2024 的样子")
        return year

    @property
    def terms(self) -> tuple[Span, Span]:
        """The two terms of a form that is in order."""
        data = self.cleaned_data
        return (data["autumn_starts"], data["autumn_ends"]), (data["spring_starts"], data["spring_ends"])


class CarryForm(Form):
    """From one school year into the next."""

    submit_words = "下一步"
    into = forms.ChoiceField(label="带入学年")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "into", choices)
