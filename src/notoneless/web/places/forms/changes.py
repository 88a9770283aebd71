"""Changes that divisions and schools have in common: renaming, closing, merging."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from notoneless.ui.forms import DayField, Form, LineField

Choices = Sequence[tuple[str, str]]


class ChangeForm(Form):
    """A day and, where there is one, the document that says so."""

    on = DayField(label="变更日期", help_text="批复或实际变更的日期，不晚于今天。")
    reason = LineField(label="依据", required=False, max_length=200, help_text="批复文号或文件名称；可以空着。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        self.order_fields([name for name in self.fields if name not in ("on", "reason")])


class RenameForm(ChangeForm):
    """Another name."""

    submit_words = "更名"
    name = LineField(label="新名称", max_length=60, help_text="写全称。原名称保留在沿革里。")


class CloseForm(ChangeForm):
    """No more."""

    submit_words = "撤销"


class MergeForm(ChangeForm):
    """Into another of the same kind."""

    submit_words = "下一步"
    into = forms.ChoiceField(label="并入")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "into", choices)


def set_choices(form: Form, name: str, choices: Choices) -> None:
    """Let a field of the form offer these, after a line that is none of them."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", "请选择"), *choices]
