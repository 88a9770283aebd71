"""The states of an export and the steps between them. Nothing else changes a state."""

from collections.abc import Mapping
from enum import StrEnum


class ExportState(StrEnum):
    """Where an export request stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    BUILDING = "building"
    READY = "ready"
    FETCHED = "fetched"
    EXPIRED = "expired"


WORDS: Mapping[ExportState, str] = {
    ExportState.REQUESTED: "待批准",
    ExportState.APPROVED: "已批准",
    ExportState.REFUSED: "未批准",
    ExportState.BUILDING: "正在生成",
    ExportState.READY: "可以下载",
    ExportState.FETCHED: "已取走",
    ExportState.EXPIRED: "已过期",
}

TRANSITIONS: Mapping[ExportState, frozenset[ExportState]] = {
    ExportState.REQUESTED: frozenset({ExportState.APPROVED, ExportState.REFUSED, ExportState.EXPIRED}),
    ExportState.APPROVED: frozenset({ExportState.BUILDING, ExportState.EXPIRED}),
    ExportState.REFUSED: frozenset(),
    # Back to approved: the file could not be made, or what the asker may see has changed since.
    ExportState.BUILDING: frozenset({ExportState.READY, ExportState.APPROVED, ExportState.EXPIRED}),
    ExportState.READY: frozenset({ExportState.FETCHED, ExportState.APPROVED, ExportState.EXPIRED}),
    ExportState.FETCHED: frozenset({ExportState.EXPIRED}),
    ExportState.EXPIRED: frozenset(),
}
