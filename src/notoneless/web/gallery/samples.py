"""Entries for tabs, trees, timelines and a list."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.http import HttpRequest, QueryDict

from notoneless.ui.listing import Cell, Choice, Choices, Column, DateRange, Kind, ListPage
from notoneless.ui.listing.asked import asked
from notoneless.ui.listing.paging import Cut, neighbours
from notoneless.ui.listing.presenting import (
    ActionShown,
    ColumnShown,
    RowShown,
    chips,
    header,
    number_links,
    size_links,
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab."""

    words: str
    href: str
    now: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a tree."""

    words: str
    href: str = "#"
    count: int | None = None
    now: bool = False
    open: bool = False
    items: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """Something on a timeline."""

    at: datetime
    when: str
    words: str
    note: str = ""
    by: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Pupil:
    """A made-up child."""

    pk: int
    name: str
    initials: str
    school: str
    township: str
    grade: str
    number: str
    whereabouts: str
    tone: str
    since: str
    days: int = field(default=0)

    def __str__(self) -> str:
        return self.name


TABS = [
    Tab("未到校", "#a", True, 12),
    Tab("已联系", "#b", count=5),
    Tab("已返校", "#c", count=1_204),
    Tab("全部", "#d"),
]
TREE = [
    Branch(
        "示范区",
        open=True,
        count=18_460,
        items=(
            Branch("城关街道", count=6_120, items=(Branch("东街社区", count=1_020), Branch("西街社区", count=986))),
            Branch(
                "云岭乡",
                count=2_210,
                now=True,
                open=True,
                items=(Branch("上坪村", count=311), Branch("石桥村", count=208)),
            ),
            Branch("白水镇", count=3_045),
        ),
    )
]
TIMELINE = [
    Happened(
        datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
        "9月1日 08:30",
        "开学清点：未到校",
        "六年级2班应到 41 人，实到 40 人。",
        "班主任 周老师",
        "bad",
    ),
    Happened(
        datetime(2026, 9, 1, 16, 5, tzinfo=UTC),
        "9月1日 16:05",
        "电话联系监护人",
        "称随父母在外，未说明学校。",
        "班主任 周老师",
        "warn",
    ),
    Happened(
        datetime(2026, 9, 3, 10, 0, tzinfo=UTC),
        "9月3日 10:00",
        "上门劝返",
        "祖父在家；约定 9 月 5 日前返校。",
        "校长 李老师、云岭乡 王干部",
    ),
    Happened(datetime(2026, 9, 5, 8, 20, tzinfo=UTC), "9月5日 08:20", "已返校", "", "班主任 周老师", "good"),
]
SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = ("一诺", "子轩", "雨桐", "浩然", "思远", "欣怡", "志强", "春梅", "阿依", "嘉禾", "小满", "立夏")
PLACES = (
    ("城关街道", "城关中心小学"),
    ("云岭乡", "云岭乡九年一贯制学校"),
    ("白水镇", "白水镇中心小学"),
    ("城关街道", "第二中学"),
)
STATES = (("在校", "good"), ("去向待查", "bad"), ("休学", "warn"), ("送教上门", "info"), ("区外就读", "quiet"))


def pupils(count: int = 20, start: int = 0) -> list[Pupil]:
    """Made-up children; nobody has these numbers, whose division does not exist."""
    found = []
    for at in range(start, start + count):
        township, school = PLACES[at % len(PLACES)]
        state, tone = STATES[(at * 7) % 11 % len(STATES)]
        name = SURNAMES[at % 10] + GIVEN[at * 5 % 12]
        grade = f"{'一二三四五六七八九'[at % 9]}年级{at % 4 + 1}班"
        day = f"2026-09-{at % 28 + 1:02d}"
        found.append(
            Pupil(
                at + 1,
                name,
                "xx",
                school,
                township,
                grade,
                f"**************{at * 37 % 10000:04d}",
                state,
                tone,
                day,
                at * 3 % 40,
            )
        )
    return found


COLUMNS: tuple[Column[Pupil], ...] = (
    Column("name", "姓名", lambda p: Cell(p.name, "#"), ("name",), Kind.NAME, fixed=True),
    Column("whereabouts", "去向", lambda p: Cell(p.whereabouts, tone=p.tone), ("whereabouts",), Kind.STATUS),
    Column("school", "学校", lambda p: p.school, ("school",)),
    Column("grade", "班级", lambda p: p.grade, ("grade",), Kind.NAME),
    Column("township", "户籍乡镇", lambda p: p.township, ("township",), Kind.NAME),
    Column("number", "证件号", lambda p: p.number, (), Kind.CODE),
    Column("since", "更新日期", lambda p: p.since, ("since",), Kind.DATE),
    Column("days", "未见天数", lambda p: p.days or None, ("days",), Kind.NUMBER),
    Column("phone", "监护人电话", lambda p: None, (), Kind.CODE, shown=False),
)
FILTERS = (
    Choice(
        "township", "户籍乡镇", "township", first=True, options=[("1", "城关街道"), ("2", "云岭乡"), ("3", "白水镇")]
    ),
    Choice("state", "去向", "state", first=True, options=[("here", "在校"), ("lost", "去向待查"), ("ill", "休学")]),
    Choices("kind", "特殊群体", "kind", options=[("poor", "监测户"), ("left", "留守"), ("disabled", "残疾")]),
    DateRange("since", "更新日期", "since"),
)


def page_of(request: HttpRequest, query: str, *, rows: int = 20, count: int | None = 18_460) -> ListPage:
    """A list as it looks for this query string."""
    sample = HttpRequest()
    sample.GET = QueryDict(query)
    sample.path = request.path
    question = asked(sample, FILTERS, frozenset(c.name for c in COLUMNS if c.order))
    shown = [column for column in COLUMNS if column.shown]
    there = pupils(rows, (question.page - 1) * question.size)
    pages = max(1, -(-min(count or 10_000, 10_000) // question.size))
    cut = Cut(there, (question.page - 1) * question.size, count, question.page, pages, question.page < pages)
    back, on = neighbours(cut, question, [str(p.pk) for p in there])
    return ListPage(
        name=f"pupils{len(query)}-{rows}",
        title="儿童名册",
        unit="名",
        asked=question,
        search_words="姓名、拼音首字母或证件号后几位",
        headers=[header(column, question, "name") for column in shown],
        rows=[RowShown(cut.start + at, str(p.pk), p.name, [c.html(p) for c in shown]) for at, p in enumerate(there, 1)],
        columns=[ColumnShown(c.name, c.words, c in shown, c.fixed) for c in COLUMNS],
        actions=[
            ActionShown("assign", "分派核查", "", "user-check"),
            ActionShown("print", "打印摸排表", "", "printer"),
        ],
        exports=True,
        count=count,
        start=cut.start,
        page=cut.page,
        pages=pages,
        numbers=number_links(cut, question),
        back=back,
        on=on,
        lost=False,
        path=request.path,
        empty_words="还没有名册。先从“导入”开始。",
        sizes=size_links(question),
        chips=chips(question),
    )
