"""The register of exports: what was asked, decided, built, fetched and destroyed."""

from notoneless.exports.models.decision import Decision
from notoneless.exports.models.export_request import ExportNumber, ExportRequest
from notoneless.exports.models.link import Link
from notoneless.exports.models.transition import Transition

__all__ = ["Decision", "ExportNumber", "ExportRequest", "Link", "Transition"]
