"""The one form of the product."""

from typing import Any

from django import forms
from django.forms.utils import pretty_name

from notoneless.ui.forms.bound import AskedField
from notoneless.ui.forms.messages import put_into_words
from notoneless.ui.forms.submitting import is_token, new_token


class Form(forms.Form):
    """A form drawn by <c-ui.form>: errors on top and at the field, in Chinese, and done once however often it is sent.

    What was typed stays. Rules that need the database belong into services; their refusals come back by `refuse`.
    """

    bound_field_class = AskedField
    submit_words = "保存"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            put_into_words(field, str(field.label or pretty_name(name)))

    @property
    def token(self) -> str:
        """The token of this submission: kept while the form comes back with errors."""
        given = str(self.data.get("once", "")) if self.is_bound else ""
        return given if is_token(given) else new_token()

    @property
    def has_required(self) -> bool:
        """Whether the mark of required fields needs explaining."""
        return any(field.required and not field.widget.is_hidden for field in self.fields.values())

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Every error with the address of its field, in the order of the page; first those of no field."""
        found = [("", str(error)) for error in self.non_field_errors()]
        for bound in self:
            href = bound.error_href if isinstance(bound, AskedField) and not bound.is_hidden else ""
            found += [(href, str(error)) for error in bound.errors]
        return found

    def refuse(self, words: str, field: str | None = None) -> None:
        """Show a refusal of a service as an error of the field or of the form."""
        self.add_error(field, words)
