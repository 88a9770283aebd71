"""The register of exports, as each reader may see it."""

from django.urls import reverse

from notoneless.accounts.actors import organisation_of
from notoneless.exports.models import ExportRequest
from notoneless.exports.presenters.words import CLASS_WORDS, TONES, purpose_words, source_words, state_words
from notoneless.exports.states import WORDS
from notoneless.ui.listing import Cell, Choice, Column, DateRange, Kind, Listing


def export_listing() -> Listing[ExportRequest]:
    """Number, who, what for, how much, where it stands."""
    return Listing(
        name="exports",
        title="导出登记",
        unit="份",
        columns=[
            Column("number", "申请号", _number, ("number",), Kind.CODE, fixed=True),
            Column("asked", "申请时间", lambda each: each.asked_at, ("asked_at",), Kind.DATE),
            Column("requester", "申请人", lambda each: each.requester.name, ("requester__name",)),
            Column("organisation", "单位", lambda each: organisation_of(each.post), shown=False),
            Column("source", "名单", lambda each: source_words(each.source)),
            Column("conditions", "条件", lambda each: each.conditions),
            Column("purpose", "用途", lambda each: purpose_words(each.purpose)),
            Column("class", "内容", lambda each: CLASS_WORDS[each.class_found], ("class_found",)),
            Column("rows", "行数", lambda each: each.rows, ("rows",), Kind.NUMBER),
            Column("state", "状态", _state, ("state",), Kind.STATUS),
            Column("destroyed", "销毁", _destroyed, shown=False),
        ],
        order=("-number",),
        filters=[
            Choice(
                "state", "状态", "state", first=True, options=[(state.value, words) for state, words in WORDS.items()]
            ),
            Choice("class", "内容", "class_found", first=True, options=list(CLASS_WORDS.items())),
            DateRange("day", "申请日期", "asked_at", instants=True),
        ],
        empty="还没有导出申请。",
    )


def _number(each: ExportRequest) -> Cell:
    return Cell(str(each.number), reverse("exports:detail", args=[each.pk]))


def _state(each: ExportRequest) -> Cell:
    return Cell(state_words(each), tone=TONES[each.state])


def _destroyed(each: ExportRequest) -> str | None:
    if each.fetched_at is None:
        return None
    return "已确认" if each.destroyed_at else "待确认"
