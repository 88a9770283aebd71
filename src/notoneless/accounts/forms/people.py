"""Forms with which accounts are opened and restored."""

from django import forms

from notoneless.accounts.rules.usernames import RULE, acceptable
from notoneless.ui.forms import Form, LineField


class UploadForm(Form):
    """A workbook of people."""

    submit_words = "预览"
    file = forms.FileField(label="人员表", widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et"}))


class NewAccountForm(Form):
    """One account."""

    submit_words = "开账号"
    name = LineField(label="姓名", max_length=60)
    username = LineField(label="账号", max_length=32, required=False, help_text=f"不填就用姓名的拼音。{RULE}")

    def clean_username(self) -> str:
        """Small letters; of a form that can be typed on any keyboard."""
        username = str(self.cleaned_data["username"]).lower()
        if username and not acceptable(username):
            raise forms.ValidationError(RULE)
        return username


class ReasonForm(Form):
    """Why something is done to somebody's account."""

    submit_words = "确定"
    reason = LineField(label="原因", max_length=200, help_text="例如：忘了口令，本人带身份证到场")
