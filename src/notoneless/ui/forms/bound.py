"""A field together with what was typed into it, as the template of a field needs it."""

from copy import copy
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.ClearableFileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
)


class AskedField(BoundField):
    """Adds to Django's: `kind` of the control, `grouped` for several controls under one question, `error_href`."""

    def as_widget(
        self, widget: forms.Widget | None = None, attrs: Any = None, only_initial: bool = False
    ) -> SafeString:
        """A browser's calendar throws away what it cannot read: with an error the words come back as words."""
        used = widget or self.field.widget
        if isinstance(used, forms.DateInput) and self.errors:
            used = copy(used)
            used.input_type = "text"
        return super().as_widget(used, attrs, only_initial)

    @property
    def kind(self) -> str:
        """Which template part draws it."""
        return next((kind for widget, kind in KINDS if isinstance(self.field.widget, widget)), "line")

    @property
    def grouped(self) -> bool:
        """Whether it needs a fieldset with a legend."""
        return self.kind in {"radios", "checkboxes"}

    @property
    def error_href(self) -> str:
        """Where the summary of errors leads: the control, or the first of a group."""
        return f"#{self.auto_id}_0" if self.grouped else f"#{self.auto_id}"

    @property
    def accepts(self) -> str:
        """Which files may be given, for the sentence in the drop zone."""
        return str(self.field.widget.attrs.get("accept", ""))
