"""Workbooks of places given to a person, recorded."""

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.paths import ROOT
from notoneless.places.services.importing.workbooks import places_workbook


@transaction.atomic
def written_places(kind: ImportKind, *, by: Actor, within: str = ROOT) -> bytes:
    """What an area has now, as a workbook, with the event that it was taken."""
    data = places_workbook(kind, within)
    record("places.list_written", actor=by, details={"kind": kind.value})
    return data
