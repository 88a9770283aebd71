"""Forms of places: shapes of input. What may be done, the services say."""

from notoneless.web.places.forms.calendar import CarryForm, SchoolYearForm
from notoneless.web.places.forms.changes import CloseForm, MergeForm, RenameForm
from notoneless.web.places.forms.divisions import DivisionForm, MoveForm
from notoneless.web.places.forms.imports import UploadForm
from notoneless.web.places.forms.schools import ClassForm, SchoolChangeForm, SchoolForm, ZoneForm

__all__ = [
    "CarryForm",
    "ClassForm",
    "CloseForm",
    "DivisionForm",
    "MergeForm",
    "MoveForm",
    "RenameForm",
    "SchoolChangeForm",
    "SchoolForm",
    "SchoolYearForm",
    "UploadForm",
    "ZoneForm",
]
