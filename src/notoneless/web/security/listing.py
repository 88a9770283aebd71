"""Alarms as a list. No child is named."""

from django.urls import reverse

from notoneless.children.models import Alarm
from notoneless.children.models.alarm import LEVELS
from notoneless.children.rules.harvest import thresholds
from notoneless.ui.listing import Cell, Choice, Column, DateRange, Kind, Listing
from notoneless.web.audit.words import role_words


def what(alarm: Alarm) -> str:
    """The act in words, with the days over which it was counted."""
    known = thresholds().get(alarm.kind)
    return f"{known.words}（{known.days} 天内）" if known else alarm.kind


def alarm_listing() -> Listing[Alarm]:
    """When, who, what, how many, and whether somebody has looked into it."""
    return Listing(
        name="alarms",
        title="批量查看告警",
        unit="条",
        columns=[
            Column("at", "时间", lambda alarm: alarm.at, ("at",), Kind.DATE, fixed=True),
            Column("person", "账号", lambda alarm: alarm.person_name, ("person_name",)),
            Column("role", "岗位", lambda alarm: role_words(alarm.person_role)),
            Column("organisation", "单位", lambda alarm: alarm.organisation),
            Column("kind", "做了什么", what),
            Column("count", "数量", lambda alarm: alarm.count, ("count",), Kind.NUMBER),
            Column("level", "程度", lambda alarm: Cell(LEVELS[alarm.level], tone=_tone(alarm)), (), Kind.STATUS),
            Column("cleared", "处理", _cleared),
        ],
        order=("-at",),
        filters=[
            Choice("level", "程度", "level", first=True, options=list(LEVELS.items())),
            Choice(
                "kind",
                "做了什么",
                "kind",
                first=True,
                options=[(each.kind, each.words) for each in thresholds().values()],
            ),
            DateRange("day", "日期", "at", first=True, instants=True),
        ],
        empty="没有告警。",
    )


def _tone(alarm: Alarm) -> str:
    if alarm.cleared_at:
        return "quiet"
    return "bad" if alarm.level == "block" else "warn"


def _cleared(alarm: Alarm) -> Cell:
    if alarm.cleared_at:
        return Cell(alarm.cleared_by, note=alarm.cleared_note)
    return Cell("核实", reverse("security:clear", args=[alarm.pk]))
