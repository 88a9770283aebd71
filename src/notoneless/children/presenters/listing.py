"""The list of children, as each reader may have it."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import cast

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from notoneless.accounts.actors import HouseRequest
from notoneless.accounts.roles import Area, Permission, Role, may
from notoneless.accounts.scope import Scope
from notoneless.children.models import Child
from notoneless.children.models.child import SEXES
from notoneless.children.presenters.options import GRADES, area_options, class_options, school_options
from notoneless.children.presenters.words import (
    class_words,
    masked_value,
    name_shown,
    place_words,
    sex_words,
    status_words,
)
from notoneless.children.queries.finding import CONDITIONS, typed
from notoneless.children.rules.fields import may_reveal
from notoneless.children.states import WORDS, ChildStatus
from notoneless.ui.listing import Cell, Choice, Column, DataClass, Kind, Listing, Search
from notoneless.ui.listing.actions import Export
from notoneless.ui.listing.filters import Filter, Option

YES_NO: tuple[Option, ...] = (("yes", "有"), ("no", "无"))
PLACED: tuple[Option, ...] = (("yes", "有学校"), ("no", "没有学校"))
SEX_OPTIONS: tuple[Option, ...] = tuple((code, words) for code, words in SEXES.items() if code in {"1", "2"})
STATUS_OPTIONS: tuple[Option, ...] = tuple((s.value, w) for s, w in WORDS.items() if s is not ChildStatus.ERASED)


@dataclass(frozen=True, slots=True)
class Condition(Choice):
    """A choice that means what the condition of its name means (`queries.finding`)."""

    def condition(self, values: tuple[str, ...]) -> Q:
        """Any of the values."""
        return reduce(or_, (CONDITIONS[self.name](value) for value in values))


def child_listing(request: HttpRequest, export: Export) -> Listing[Child]:
    """The list for whoever asks: names masked, filters and the way to an export as their post has them."""
    house = cast(HouseRequest, request)
    role = Role(house.post.role) if house.post else None
    return Listing(
        name="children",
        title="儿童名单",
        unit="名",
        columns=_columns(is_masked=house.scope.masked),
        order=("name_initials", "name_key"),
        filters=_filters(house.scope, role.value if role else ""),
        search=Search(typed),
        export=export if role and may(role, Permission.REQUEST_EXPORTS) else None,
        empty="您的管辖范围内还没有登记的儿童。",
    )


def _columns(*, is_masked: bool) -> list[Column[Child]]:
    personal, open_ = DataClass.PERSONAL, DataClass.OPEN

    def name(child: Child) -> Cell:
        return Cell(name_shown(child, is_masked=is_masked), reverse("children:detail", args=[child.pk]))

    order = () if is_masked else ("name_initials", "name_key")
    return [
        Column("name", "姓名", name, order, Kind.NAME, open_ if is_masked else personal, fixed=True),
        Column("sex", "性别", sex_words, ("sex",)),
        Column("birth", "出生年份", lambda child: masked_value(child, "birth_on"), ("birth_on",)),
        Column("id_number", "身份证号", lambda child: masked_value(child, "id_number"), (), Kind.CODE),
        Column("school", "学校", lambda child: child.school.name if child.school else None, ("school__name",)),
        Column(
            "school_class",
            "班级",
            class_words,
            ("school_class__grade", "school_class__number", "school__name"),
            Kind.TEXT,
        ),
        Column("registered_in", "户籍所在", lambda child: place_words(child.registered_in), ("registered_path",)),
        Column("lives_in", "现居住地", lambda child: place_words(child.lives_in), ("residence_path",), shown=False),
        Column("guardian", "监护人", lambda child: masked_value(child, "guardian"), (), shown=False),
        Column("phone", "监护人电话", lambda child: masked_value(child, "phone"), (), Kind.CODE, shown=False),
        Column("status", "状态", _status, ("status",), Kind.STATUS),
    ]


def _status(child: Child) -> Cell:
    return Cell(status_words(child), tone="quiet" if child.status == ChildStatus.ACTIVE else "warn")


def _filters(scope: Scope, role: str) -> list[Filter]:
    """Those of which this reader may see what they tell, and in which there is something to choose."""
    first = (
        ("area", "地区", area_options(scope)),
        ("school", "学校", school_options(scope)),
        ("school_class", "班级", class_options(scope)),
        ("grade", "年级", () if scope.area is Area.CLASS else GRADES),
    )
    more = (
        ("sex", "性别", SEX_OPTIONS),
        ("placed", "在校", PLACED),
        ("status", "状态", STATUS_OPTIONS),
        ("hardship", "家庭困难", YES_NO if may_reveal(role, "hardship") else ()),
        ("disability", "残疾", YES_NO if may_reveal(role, "disability") else ()),
    )
    found: list[Filter] = [
        Condition(name, words, first=True, options=options) for name, words, options in first if options
    ]
    return found + [Condition(name, words, options=options) for name, words, options in more if options]
