"""Imports that were previewed."""

from uuid import UUID

from django.db.models import QuerySet

from notoneless.places.models import PlaceImport
from notoneless.places.queries.areas import below
from notoneless.places.rules.paths import ROOT


def import_by_id(import_id: UUID) -> PlaceImport | None:
    """The import."""
    return PlaceImport.objects.filter(id=import_id).first()


def recent_imports(within: str = ROOT) -> QuerySet[PlaceImport]:
    """Imports that were for an area, the latest first."""
    found = PlaceImport.objects.defer("rows").order_by("-previewed_at")
    return found if within == ROOT else found.filter(**below(within, "area"))
