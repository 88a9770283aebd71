"""报告.html: what it says, what it must never show, and that it can be read by everyone."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.ledgers.report import charts, formats, people, tallies
from notoneless.ledgers.report.district import district_name
from notoneless.ledgers.report.figures import ScoreLine, ScoreLines, SourceLine, standing
from notoneless.ledgers.report.masking import HIDDEN, NO_NAME, masked_name, without_numbers
from notoneless.ledgers.report.page import write_report
from notoneless.ledgers.report.sources import source_groups
from notoneless.matching.comparing import FIELDS
from notoneless.matching.engines import open_engine
from notoneless.matching.reconciling import Reconciliation, reconcile
from notoneless.matching.records import Roster
from notoneless.standards.identity_numbers import check_digit
from notoneless.standards.rosters import RosterKind as K

CREATED = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
SCHOOL, OTHER = "霁川区栖汀街道中心小学校", "霁川区澜圃镇中心小学校"
PHONE = "15440171760"


def number(at: int) -> str:
    """A made-up identity number of a child born in 2014, in a division that does not exist."""
    first = f"51179120140{3 + at // 500}15{at % 500:03d}"
    return first + check_digit(first)


def row(at: int, name: str, **more: str) -> dict[str, str]:
    """One row of a child; `at` tells the children apart."""
    place = {"township": "栖汀街道", "village": "鹿汊村"}
    return {"name": name, "id_number": number(at), **place, "guardian_phone": PHONE} | more


def rosters(rows: Mapping[K, Sequence[Mapping[str, str]]]) -> list[Roster]:
    def frame(kind: K) -> pl.DataFrame:
        lines = [
            {**line, "file": f"{kind.value}.xlsx", "sheet": "名单", "row": at} for at, line in enumerate(rows[kind], 2)
        ]
        return pl.DataFrame(lines, infer_schema_length=None)

    return [Roster(kind, frame(kind)) for kind in rows]


def run(rows: Mapping[K, Sequence[Mapping[str, str]]]) -> Reconciliation:
    with open_engine() as engine:
        return reconcile(rosters(rows), date(2024, 3, 1), engine)


ADDRESS = {"registered_address": "四川省岚州市霁川区栖汀街道鹿汊村"}
ROWS = {
    K.REGISTER: [
        row(1, "李小明"),
        row(2, "欧阳文静"),
        row(3, "王强"),
        row(5, "张三丰"),
        row(5, "张三丰"),
    ],
    K.ENROLMENT: [
        row(1, "李小明", school=SCHOOL, **ADDRESS),
        row(3, "王强", school=SCHOOL, **ADDRESS),
        row(4, "阿依古丽·买买提", school=SCHOOL, **ADDRESS),
        row(5, "张三丰", school=OTHER, **ADDRESS),
    ],
    K.ATTENDING: [row(1, "李小明", school=SCHOOL), row(5, "张三丰", school=SCHOOL)],
    K.HARDSHIP: [row(2, "欧阳文静", hardship="孤儿")],
}
SOURCES = [
    SourceLine("1-户籍/栖汀街道.xlsx", "名单", K.REGISTER.label, 5, 1, ""),
    SourceLine("3-在校/中心小学.xlsx", "1.1班", K.ATTENDING.label, 1, 0, "表头在第 3 行"),
    SourceLine("3-在校/中心小学.xlsx", "1.2班", K.ATTENDING.label, 1, 2, ""),
    SourceLine("3-在校/中心小学.xlsx", "说明", "", 0, 0, ""),
    SourceLine("6-说明/扫描件.pdf", "", "", 0, 0, "这是 PDF 文件，读不出表格。"),
]


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return run(ROWS)


def page_of(result: Reconciliation, folder: Path, score: ScoreLines | None = None) -> str:
    path = folder / "报告.html"
    write_report(result, path, sources=SOURCES, created=CREATED, score=score)
    return path.read_text(encoding="utf-8")


def words_of(html: str) -> str:
    """What a reader sees: no tags, no white space."""
    body = html[html.index("<body>") :]
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", body))


# Names, numbers


@pytest.mark.parametrize(
    ("cell", "masked"),
    [
        ("李明", "李*"),
        ("李 明", "李*"),
        ("李小明", "李*明"),
        ("勒敏晓依", "勒**依"),
        ("欧阳静", "欧阳*"),
        ("欧阳文静", "欧阳**"),
        ("司马", "司*"),
        ("阿依古丽·买买提", "阿***·***"),
        ("李", "李"),
        ("John Smith", "J*** *****"),
        ("", NO_NAME),
        ("——", NO_NAME),
        (number(1), NO_NAME),
    ],
)
def test_a_masked_name_keeps_the_surname(cell: str, masked: str) -> None:
    assert masked_name(cell) == masked


@given(st.text())
def test_masking_never_raises_and_shows_no_number(cell: str) -> None:
    assert not re.search("[0-9]", masked_name(cell))


@given(st.text("一二三李王欧阳诸葛·丁", min_size=2, max_size=6))
def test_a_masked_name_hides_something(cell: str) -> None:
    masked = masked_name(cell)
    assert "*" in masked or len(masked) <= 1 or masked == NO_NAME


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"第3行的{number(1)}重复", f"第3行的{HIDDEN}重复"),
        (number(1)[:17] + "X。", HIDDEN + "。"),
        ("511791140315001", HIDDEN),
        (f"电话{PHONE}", f"电话{HIDDEN}"),
        ("511791101栖汀街道2024年名册", "511791101栖汀街道2024年名册"),
        ("20240301093000", "20240301093000"),
        ("5,746", "5,746"),
    ],
)
def test_numbers_of_persons_are_taken_out(text: str, shown: str) -> None:
    assert without_numbers(text) == shown


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (formats.number(1234567), "1,234,567"),
        (formats.number(-3), "−3"),
        (formats.share(5537, 5746), "96.4%"),
        (formats.share(1, 100_000), "<0.1%"),
        (formats.share(99_999, 100_000), "99.9%"),
        (formats.share(7, 7), "100.0%"),
        (formats.share(0, 7), "0.0%"),
        (formats.share(0, 0), "—"),
        (formats.fine(0.99999), "99.99%"),
        (formats.fine(1.0), "100.00%"),
        (formats.points(-2.04), "−2.0"),
        (formats.points(-0.01), "0.0"),
        (formats.day(date(2024, 3, 1)), "2024年3月1日"),
        (str(formats.folded("1-户籍/a<b.xlsx")), "a&lt;b.xlsx<small>1-户籍</small>"),
        (str(formats.folded("a.csv")), "a.csv"),
    ],
)
def test_numbers_are_written_as_people_read_them(said: str, expected: str) -> None:
    assert said == expected


# Charts


def widths(svg: str, tone: str) -> list[float]:
    return [float(width) for width in re.findall(rf'class="{tone}" x="[\d.]+" width="([\d.]+)"', svg)]


def test_a_bar_is_as_long_as_its_amount() -> None:
    svg = str(charts.bar([(30, "school"), (20, "missing"), (0, "mend")], 100))
    assert (widths(svg, "school"), widths(svg, "missing"), widths(svg, "mend")) == ([30.0], [20.0], [])
    assert 'aria-hidden="true"' in svg


def test_one_child_is_visible_and_no_bar_leaves_its_box() -> None:
    assert widths(str(charts.bar([(1, "missing")], 100_000)), "missing") == [charts.LEAST]
    assert widths(str(charts.bar([(99, "school"), (99, "missing")], 100)), "missing") == [1.0]
    assert widths(str(charts.bar([(1, "school")], 0)), "school") == []


@pytest.mark.parametrize(("points", "x"), [(5.0, "50.00"), (-5.0, "25.00")])
def test_points_against_go_to_the_left(points: float, x: str) -> None:
    assert f'x="{x}" width="25.00"' in str(charts.points_bar(points, 10))


# Figures


def test_how_the_district_stands(result: Reconciliation) -> None:
    now = standing(result)
    assert (now.registered, now.known, now.unknown) == (4, 2, 2)
    assert (now.urgent, now.urgent_unlisted, now.never, now.dropped) == (3, 1, 1, 2)
    assert (now.enrolled, now.enrolled_registered, now.attending, now.attending_registered) == (4, 3, 2, 2)
    assert (now.children, now.doubtful) == (5, 0)


def test_every_registered_child_is_in_one_cell(result: Reconciliation) -> None:
    where = tallies.whereabouts(result)
    assert [(group.label, group.count) for group in where.groups] == [
        ("在校", 2),
        ("不在校，去向有说明", 0),
        ("去向不明", 2),
    ]
    assert (where.rows, where.repeated, where.total, where.difference) == (5, 1, 4, 0)
    assert where.others == (("去向不明", 1),)
    assert tallies.tones(where) == [(1, "school"), (1, "mend"), (0, "explained"), (2, "missing")]


def test_places_with_most_missing_children_come_first(result: Reconciliation) -> None:
    assert [(line["school"], line["missing"]) for line in tallies.schools(result).lines] == [(SCHOOL, 2), (OTHER, 0)]
    towns = tallies.townships(result)
    assert (towns.lines[0]["unknown"], towns.total["unknown"], towns.left_out) == (2, 2, 0)
    assert tallies.checks(result).total["register_enrolment"] == 1


def test_special_groups_come_first_with_all_their_problems_in_one_line(result: Reconciliation) -> None:
    found = people.urgent(result)
    first = found.people[0]
    assert (found.special, found.left_out, len(found.people)) == (1, 0, 3)
    assert (first.name, first.special, first.problems) == ("欧阳**", ("孤儿",), ("有户籍无学籍", "困难家庭失学"))
    assert (first.answers_to, first.steps) == ("栖汀街道鹿汊村", ("入户核查", "最先核查"))


def test_the_district_is_what_most_addresses_say(result: Reconciliation) -> None:
    assert district_name(result.children) == "岚州市霁川区"
    assert district_name(result.children.with_columns(pl.lit("").alias("registered_address"))) == ""


def test_sheets_that_went_the_same_way_share_a_line_and_refused_files_come_first() -> None:
    groups = source_groups(SOURCES)
    assert [(group.file, group.sheets, group.rows, group.refused) for group in groups] == [
        ("6-说明/扫描件.pdf", (), 0, True),
        ("1-户籍/栖汀街道.xlsx", ("名单",), 5, False),
        ("3-在校/中心小学.xlsx", ("1.1班", "1.2班"), 2, False),
        ("3-在校/中心小学.xlsx", ("说明",), 0, False),
    ]
    assert groups[2].remarks == ("1.1班：表头在第 3 行",)


# The page


def test_the_first_sentence_says_how_the_district_stands(result: Reconciliation, tmp_path: Path) -> None:
    words = words_of(page_of(result, tmp_path))
    assert "4名户籍适龄儿童中，2名去向明，2名去向不明；连同未列入户籍适龄名册的1名，共3名需立即核查。" in words
    assert "岚州市霁川区义务教育控辍保学核对报告" in words
    assert "数据截至2024年3月1日" in words
    assert "差额0，勾稽相符" in words
    assert "1个文件没有读" in words
    assert "与已知答案对照" not in words


def test_nobody_can_be_recognised(result: Reconciliation, tmp_path: Path) -> None:
    marked = replace(
        result, findings=result.findings.with_columns(pl.lit(f"鹿汊村{PHONE} {number(2)}").alias("village"))
    )
    page = page_of(marked, tmp_path)
    hidden = [line["name"] for rows in ROWS.values() for line in rows] + [number(at) for at in range(1, 6)] + [PHONE]
    assert [text for text in hidden if text in page] == []
    assert HIDDEN in page


def test_text_of_a_roster_stays_text(result: Reconciliation, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    marked = replace(result, findings=result.findings.with_columns(pl.lit(evil).alias("village")))
    page = page_of(marked, tmp_path)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_needs_nothing_from_outside(result: Reconciliation, tmp_path: Path) -> None:
    page = page_of(result, tmp_path)
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert not re.search(r"""https?:|//[a-z]|\ssrc=|url\(|@import|\sstyle=|\son[a-z]+=|<script""", page)


def test_a_known_answer_is_shown_beside(result: Reconciliation, tmp_path: Path) -> None:
    score = ScoreLines(0.9987, 1.0, 12, 0, (ScoreLine("重复学籍", 20, 21, 20),))
    words = words_of(page_of(result, tmp_path, score))
    assert "与已知答案对照" in words
    assert "99.87%错并12对" in words
    assert "100.00%漏并0对" in words


def test_a_doubtful_pair_is_masked_and_explained(result: Reconciliation, tmp_path: Path) -> None:
    levels = dict.fromkeys(FIELDS, "missing") | {"name": "rare", "birth": "day", "phone": "slip"}
    pair = pl.DataFrame([{"l": 0, "r": 2, "score": 2.0, "why": "weak", **levels}])
    doubted = replace(result, linkage=replace(result.linkage, doubtful=pair))
    words = words_of(page_of(doubted, tmp_path))
    assert "适龄儿童少年名册：李*明（栖汀街道鹿汊村）" in words
    assert "姓名、出生日期一致；电话一位不同。证据不足，请对照原表确认。" in words


def test_sixty_children_are_named_and_the_others_counted(tmp_path: Path) -> None:
    named = [row(at, f"李{'一二三四五六七八'[at % 8]}") for at in range(66)]
    many = run({K.REGISTER: named[1:], K.ATTENDING: [row(0, "李四", school=SCHOOL)]})
    page = page_of(many, tmp_path)
    assert "另有5名未列在本页，见同一文件夹中的“问题清单.xlsx”。" in words_of(page)
    assert page.count('class="num at"') == people.MOST_NAMED


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({K.ENROLMENT: ROWS[K.ENROLMENT]}, "没有读到户籍适龄名册；其余名册上有4名儿童，其中4名需立即核查。"),
        (
            {K.REGISTER: [row(1, "李小明")], K.ENROLMENT: ROWS[K.ENROLMENT][:1], K.ATTENDING: ROWS[K.ATTENDING][:1]},
            "1名户籍适龄儿童中，1名去向明，没有需立即核查的孩子。",
        ),
    ],
)
def test_a_part_of_the_rosters_gives_a_page_too(
    rows: Mapping[K, Sequence[Mapping[str, str]]], said: str, tmp_path: Path
) -> None:
    assert said in words_of(page_of(run(rows), tmp_path))


def test_the_page_is_replaced_whole_or_not_at_all(result: Reconciliation, tmp_path: Path) -> None:
    before = page_of(result, tmp_path)
    assert page_of(result, tmp_path) == before
    unknown = pl.DataFrame([{"l": 0, "r": 1, "score": 2.0, "why": "?", **dict.fromkeys(FIELDS, "missing")}])
    with pytest.raises(KeyError):
        page_of(replace(result, linkage=replace(result.linkage, doubtful=unknown)), tmp_path)
    assert (tmp_path / "报告.html").read_text(encoding="utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["报告.html"]


# For everyone


class Outline(HTMLParser):
    """Headings, tables and anchors of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.named: set[str] = set()
        self.tables = self.captions = 0
        self.heads_without_scope: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])
        self.named.update(values.get("aria-labelledby", "").split())
        if values.get("href", "").startswith("#"):
            self.named.add(values["href"][1:])
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if tag == "th" and "scope" not in values:
            self.heads_without_scope.append(str(self.getpos()))


def test_the_page_can_be_read_aloud(result: Reconciliation, tmp_path: Path) -> None:
    score = ScoreLines(1.0, 1.0, 0, 0, (ScoreLine("重复学籍", 1, 1, 1),))
    outline = Outline(page_of(result, tmp_path, score))
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    assert outline.tables == outline.captions > 5
    assert outline.heads_without_scope == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert outline.named - set(outline.ids) == set()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("soft", "paper"),
        ("soft", "ground"),
        ("soft", "faint"),
        ("accent", "paper"),
        ("alarm", "paper"),
        ("alarm", "ground"),
        ("alarm", "alarm-ground"),
        ("good", "paper"),
        ("good", "faint"),
        ("mend-ink", "mend-ground"),
    ],
)
def test_text_has_contrast_enough(ink: str, ground: str, mode: int, result: Reconciliation, tmp_path: Path) -> None:
    """WCAG 2.2 AA, 1.4.3: 4.5 to 1."""
    style = page_of(result, tmp_path)
    found = {name: re.findall(rf"--{name}: (#[0-9a-f]{{6}});", style)[mode] for name in (ink, ground)}
    light, dark = sorted((luminance(found[ink]), luminance(found[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
