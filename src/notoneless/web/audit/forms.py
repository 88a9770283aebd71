"""What an auditor types."""

from notoneless.ui.forms import DayField, Form, LineField


class SeenForm(Form):
    """Whose looks, from which day to which."""

    submit_words = "查询"

    account = LineField(label="账号", max_length=40)
    from_on = DayField(label="从")
    until_on = DayField(label="到（含当天）")
