"""What is typed to ask for a post, to decide on it, and to end it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from notoneless.ui.forms import DayField, Form, LineField

Choices = Sequence[tuple[str, Any]]


class RequestForm(Form):
    """A post for somebody."""

    submit_words = "提交申请"
    username = LineField(label="任职人的账号", max_length=40, help_text="不是姓名；账号由系统管理员开。")
    where = forms.ChoiceField(label="单位")
    from_on = DayField(label="开始日期")
    until_on = DayField(label="结束日期", required=False, help_text="空着就到本学年结束；最晚也到那一天。")
    reason = LineField(label="申请理由", max_length=200, help_text="例如：本学年班主任调整。")

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - said for the types
        field.choices = [("", "请选择"), *places]


class ApproveForm(Form):
    """Nothing to type: to press the button is the approval."""

    submit_words = "批准"


class ReasonForm(Form):
    """Why."""

    reason = LineField(label="原因", max_length=200)


class RefuseForm(ReasonForm):
    """Why not."""

    submit_words = "不批准"


class EndForm(ReasonForm):
    """Why a post ends before its day."""

    submit_words = "结束岗位"


class LeaveForm(ReasonForm):
    """Why somebody leaves."""

    submit_words = "办理离任"
