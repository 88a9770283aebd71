"""Places from workbooks: read, compared with what is there, shown, and applied once a person has said so."""

from notoneless.places.services.importing.applying import apply_import, drop_import
from notoneless.places.services.importing.drafting import preview_import
from notoneless.places.services.importing.planning import Plan, plan_of, planned
from notoneless.places.services.importing.steps import Step
from notoneless.places.services.importing.workbooks import places_workbook, template_workbook, wrong_rows_workbook

__all__ = [
    "Plan",
    "Step",
    "apply_import",
    "drop_import",
    "places_workbook",
    "plan_of",
    "planned",
    "preview_import",
    "template_workbook",
    "wrong_rows_workbook",
]
