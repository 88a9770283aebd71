"""The shapes of what people type about children; rules are elsewhere."""

from notoneless.children.forms.acts import DecisionForm, ErasureForm, RevealForm, StatusForm
from notoneless.children.forms.records import CorrectionForm, PlacementForm, RegistrationForm

__all__ = [
    "CorrectionForm",
    "DecisionForm",
    "ErasureForm",
    "PlacementForm",
    "RegistrationForm",
    "RevealForm",
    "StatusForm",
]
