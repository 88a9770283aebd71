"""The one form of the product."""

from notoneless.ui.forms.base import Form
from notoneless.ui.forms.fields import DayField, LineField, TextField
from notoneless.ui.forms.submitting import forget_before, is_token, new_token, once

__all__ = ["DayField", "Form", "LineField", "TextField", "forget_before", "is_token", "new_token", "once"]
