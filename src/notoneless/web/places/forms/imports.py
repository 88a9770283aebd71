"""The form of an upload."""

from django import forms

from notoneless.ui.forms import Form


class UploadForm(Form):
    """A workbook."""

    submit_words = "预览"
    file = forms.FileField(
        label="文件",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.ods,.csv"}),
        help_text="Excel 或 WPS 表格，不超过 20 MB。先预览，确认后才写入。",
    )
