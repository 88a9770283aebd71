"""The shapes of what people type about exports."""

from collections.abc import Sequence
from typing import Any

from django import forms

from notoneless.exports.rules.sources import ExportColumn
from notoneless.standards.tables import load
from notoneless.ui.forms import Form, LineField

MARKS = {"open": "", "personal": "（个人信息）", "special": "（敏感个人信息）"}


def purpose_choices() -> list[tuple[str, str]]:
    """The purposes, with nothing chosen at first."""
    return [("", "请选择"), *((row["code"], row["words"]) for row in load("purposes", "notoneless.exports").rows)]


class AskForm(Form):
    """What is to be exported, and what for."""

    submit_words = "提交申请"

    columns = forms.MultipleChoiceField(label="导出哪些列", widget=forms.CheckboxSelectMultiple)
    purpose = forms.ChoiceField(label="用途", choices=purpose_choices)
    explanation = LineField(
        label="给谁、做什么用", max_length=200, min_length=6, help_text="审批人和审计员会看到；请不要写儿童的姓名、号码"
    )

    def __init__(self, *args: Any, columns: Sequence[ExportColumn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["columns"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(column.name, f"{column.heading}{MARKS[column.class_]}") for column in columns]
            field.initial = [column.name for column in columns if column.chosen]


class DecisionForm(Form):
    """Whether an export is approved."""

    submit_words = "确定"

    approved = forms.ChoiceField(label="决定", choices=[("yes", "批准"), ("no", "不批准")], widget=forms.RadioSelect)
    note = LineField(label="意见", max_length=200, required=False, help_text="不批准时必须写明理由")


class DestroyedForm(Form):
    """That the file was destroyed."""

    submit_words = "确认已销毁"

    note = LineField(
        label="怎样销毁的", max_length=200, required=False, help_text="例如：已从电脑和优盘删除，打印件已粉碎"
    )
    sure = forms.BooleanField(label="我取走的文件和由它产生的副本、打印件都已销毁")
