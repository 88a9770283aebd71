"""The list of looks at a child."""

from notoneless.children.models import Look
from notoneless.children.models.look import KINDS
from notoneless.children.presenters.history import field_words, role_words
from notoneless.children.rules.reveals import reasons
from notoneless.ui.listing import Choice, Column, DateRange, Kind, Listing


def look_listing() -> Listing[Look]:
    """When, who, how, which field, why."""
    return Listing(
        name="looks",
        title="查看记录",
        unit="次",
        columns=[
            Column("at", "时间", lambda look: look.at, ("at",), Kind.DATE, fixed=True),
            Column("person", "账号", lambda look: look.person_name, ("person_name",)),
            Column("role", "岗位", lambda look: role_words(look.person_role), ("person_role",)),
            Column("organisation", "单位", lambda look: look.organisation, ("organisation",)),
            Column("kind", "方式", lambda look: KINDS[look.kind], ("kind",)),
            Column("field", "字段", lambda look: field_words(look.field) if look.field else None),
            Column("reason", "理由", _reason),
        ],
        order=("-at",),
        filters=[
            Choice("kind", "方式", "kind", first=True, options=list(KINDS.items())),
            DateRange("day", "日期", "at", first=True, instants=True),
        ],
        empty="还没有人查看过。",
    )


def _reason(look: Look) -> str:
    return "：".join(part for part in (reasons().get(look.reason, ""), look.explanation) if part)
