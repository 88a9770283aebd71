"""Fields that read what people in Chinese offices type."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from django import forms

DATE = re.compile(r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")


class DayField(forms.DateField):
    """A day: from the browser's calendar, or typed as 2024年3月5日, 2024.3.5, 2024/3/5 or 20240305."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError when there is no such day."""
        if isinstance(value, datetime | date) or not value:
            return super().to_python(value)
        found = DATE.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
        parts = [int(part) for part in found.groups() if part] if found else []
        try:
            return date(*parts)
        except (TypeError, ValueError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class LineField(forms.CharField):
    """One line of text: full-width letters and digits become ordinary ones, blanks at the ends go."""

    def to_python(self, value: Any) -> str:
        """The line, tidied."""
        text = super().to_python(value)
        return " ".join(re.sub(r"[！-～]", _ordinary, text).split()) if text else ""


def _ordinary(found: re.Match[str]) -> str:
    """Letters and digits only: Chinese punctuation is to stay as wide as it is."""
    folded = unicodedata.normalize("NFKC", found.group())
    return folded if folded.isalnum() else found.group()


class TextField(forms.CharField):
    """Several lines of text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)
