"""Forms of acts on a record."""

from django import forms

from notoneless.children.rules.reveals import LEAST_TEXT, reasons
from notoneless.ui.forms import Form, LineField


def reason_choices() -> list[tuple[str, str]]:
    """The reasons, with nothing chosen at first."""
    return [("", "请选择"), *reasons().items()]


class RevealForm(Form):
    """Why somebody wants to see a field in clear."""

    submit_words = "查看原文"

    reason = forms.ChoiceField(label="理由", choices=reason_choices)
    explanation = LineField(
        label="说明", min_length=LEAST_TEXT, max_length=200, help_text="例如：约 3 月 5 日家访的时间"
    )


class ErasureForm(Form):
    """Why a record is to be erased."""

    submit_words = "提交申请"

    reason = LineField(label="理由和依据", max_length=200, help_text="例如：监护人书面要求删除，处理通知第 12 号")


class DecisionForm(Form):
    """Whether a record is erased."""

    submit_words = "确定"

    approved = forms.ChoiceField(
        label="决定", choices=[("yes", "同意清除，清除后不能恢复"), ("no", "不同意")], widget=forms.RadioSelect
    )


class StatusForm(Form):
    """Why a record is restricted or made active again."""

    reason = LineField(label="理由和依据", max_length=200)
