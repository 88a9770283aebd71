"""The lists of places: divisions in one, and schools."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from notoneless.places.models import Division, School
from notoneless.places.rules.stages import KINDS, Stage
from notoneless.standards.pinyin import initials
from notoneless.ui.listing import Cell, Choice, Choices, Column, Kind, Listing, Search


def state_cell(place: Division | School) -> Cell:
    """Open, closed, or merged into what."""
    if place.closed_on is None:
        return Cell("在用", tone="good")
    into = f"并入{place.successor}" if place.successor else ""
    return Cell("已停用", tone="quiet", note="，".join(filter(None, (str(place.closed_on), into))))


def place_words(division: Division) -> str:
    """A division with what it lies in: 某某镇 某某村."""
    above = division.parent
    return division.name if above is None or above.parent_id is None else f"{above.name} {division.name}"


def _by_name(rows: QuerySet[Division] | QuerySet[School], text: str) -> QuerySet[Division] | QuerySet[School]:
    """By a part of the name or the code, or by the initials of its reading."""
    found = Q(name__contains=text) | Q(code__contains=text)
    if text.isascii() and text.isalpha():
        names = rows.order_by().values_list("pk", "name")
        found |= Q(pk__in=[pk for pk, name in names if text.lower() in initials(name)])
    return rows.filter(found)


_SEARCH = Search(find=_by_name, words="名称、拼音首字母或代码")
_STATE = Choice(
    name="state",
    words="状态",
    options=(("open", "在用"), ("closed", "已停用")),
    conditions={"open": Q(closed_on=None), "closed": Q(closed_on__isnull=False)},
    first=True,
)

PARTS: Listing[Division] = Listing(
    name="parts",
    title="下级区划",
    unit="个",
    empty="还没有下级区划。可以新增，也可以从区划表导入。",
    order=("code",),
    search=_SEARCH,
    filters=(_STATE,),
    columns=(
        Column(
            "name",
            "名称",
            lambda each: Cell(each.name, href=reverse("places:division", args=[each.id])),
            order=("name",),
            kind=Kind.NAME,
            fixed=True,
        ),
        Column("code", "区划代码", lambda each: each.code, order=("code",), kind=Kind.CODE),
        Column("level", "级别", lambda each: each.get_level_display()),
        Column("opened_on", "设立日期", lambda each: each.opened_on, order=("opened_on",), kind=Kind.DATE, shown=False),
        Column("state", "状态", state_cell, kind=Kind.STATUS),
    ),
)

SCHOOLS: Listing[School] = Listing(
    name="schools",
    title="学校",
    unit="所",
    empty="还没有学校。可以新增，也可以从学校表导入。",
    order=("division__path", "code"),
    search=_SEARCH,
    filters=(
        _STATE,
        Choices(
            name="stage",
            words="学段",
            field="stage",
            options=tuple((stage.value, stage.label) for stage in Stage),
            first=True,
        ),
        Choices(name="kind", words="办学类型", field="kind", options=tuple((k.key, k.label) for k in KINDS.values())),
    ),
    columns=(
        Column(
            "name",
            "学校名称",
            lambda each: Cell(each.name, href=reverse("places:school", args=[each.id])),
            order=("name",),
            kind=Kind.NAME,
            fixed=True,
        ),
        Column("code", "学校标识码", lambda each: each.code, order=("code",), kind=Kind.CODE),
        Column("kind", "办学类型", lambda each: each.get_kind_display(), order=("kind",)),
        Column("division", "所在地", lambda each: place_words(each.division), order=("division__path",)),
        Column("opened_on", "建校日期", lambda each: each.opened_on, order=("opened_on",), kind=Kind.DATE, shown=False),
        Column("state", "状态", state_cell, kind=Kind.STATUS),
    ),
)
