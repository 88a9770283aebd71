"""待人工确认: pairs of rows that may be one child, for a person to say."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from notoneless.ledgers.workbooks.identity_rows import place
from notoneless.ledgers.workbooks.notices import subtitle
from notoneless.matching.comparing import FIELDS
from notoneless.matching.explain import WHY, sentence
from notoneless.matching.normalising.distinct import text_column
from notoneless.matching.reconciling import Reconciliation
from notoneless.sheets.writers.answers import answer_choices
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.sheets.writers.styles import RowStyle, display_width
from notoneless.standards.rosters import RosterKind

NAME = "待人工确认.xlsx"
UNEQUAL = "≠"
_PAIR = "两条记录所填（上为甲，下为乙）"
_SHOWN: tuple[tuple[tuple[str, ...], LedgerColumn], ...] = (
    (("name",), LedgerColumn("姓名", 10, group=_PAIR)),
    (("sex",), LedgerColumn("性别", 5, group=_PAIR)),
    (("birth",), LedgerColumn("出生日期", 12, "id", group=_PAIR)),
    (("id_number", "disability_card"), LedgerColumn("身份证号", 23, "id", group=_PAIR)),
    (("guardian", "householder"), LedgerColumn("监护人", 10, group=_PAIR)),
    (("guardian_phone", "phone"), LedgerColumn("电话", 14, "id", group=_PAIR)),
    (("township", "village", "group"), LedgerColumn("乡镇、村、组", 17, group=_PAIR)),
    (("school", "grade", "class_name"), LedgerColumn("学校、班级", 23, group=_PAIR)),
)
_WHOLE = frozenset({"township", "school"})  # these columns show all their fields, the others the first that is filled
_COLUMNS = (
    LedgerColumn("序号", 5, "number"),
    LedgerColumn("名册", 12, group=_PAIR),
    *(column for _, column in _SHOWN),
    LedgerColumn("为什么要人工确认", 12),
    LedgerColumn("确认结果", 10, choices=answer_choices("review"), note="两条是不是同一名儿童？", asked=True),
    LedgerColumn("说明", 16, asked=True),
    LedgerColumn("核查人", 8, asked=True),
    LedgerColumn("核查日期", 11, "date", note="如 2024-03-01。", asked=True),
    LedgerColumn("涉及的紧急问题", 20, printed=False),
    LedgerColumn("比对情况", 50, printed=False),
    LedgerColumn("核对码", 36, "id", note="系统凭此码认行，请勿改动。", printed=False),
    LedgerColumn("出处（名册：文件［工作表］行）", 60, printed=False),
)
_ROOM_TO_WRITE = 34  # points; nine millimetres on paper
_WRITING = re.compile(r"[\s\-./年月日号]+")
_URGENT = next(at for at, column in enumerate(_COLUMNS) if column.heading == "涉及的紧急问题")
_NOTHING = "没有须人工确认的记录：所有名册的记录都已比对清楚。"
_INSTRUCTIONS = (
    "一、每行是两条可能属于同一名儿童的记录，上为甲，下为乙，把握大的排在前；“≠”为两条所填不同；黄底的涉及疑似失学辍学的儿童，请先确认。",
    "二、对照原表、向监护人核实后，填黄色表头的四列，填好后原样交回；下次比对照此办理，不再询问。",
    "三、确认是同一人的按一名儿童处理；不是的分开处理；无法确定的仍保留在清单上。",
)


def write_doubtful_pairs(result: Reconciliation, folder: Path, *, created: datetime) -> list[Path]:
    """Write 待人工确认.xlsx, the likeliest pair first; a list without pairs says so."""
    pairs = result.linkage.doubtful.sort("score", "l", "r", descending=[True, False, False])
    urgent = _urgent(result)
    rows = _rows(result, pairs)
    lines: list[Row] = [
        _line(at, pair, rows[pair["l"]], rows[pair["r"]], urgent)
        for at, pair in enumerate(pairs.iter_rows(named=True), start=1)
    ]
    words = (f"共 {len(lines)} 对。", *_INSTRUCTIONS) if lines else (_NOTHING,)
    sheet = LedgerSheet(
        "待人工确认",
        "可能是同一名儿童的记录（待人工确认）",
        _COLUMNS,
        lines,
        subtitle=subtitle(result.as_of, *words),
        style_of=_doubt_when_urgent,
        frozen=3,
        row_height=_ROOM_TO_WRITE,
    )
    path = folder / NAME
    write_ledger(path, [sheet], created=created)
    return [path]


def _urgent(result: Reconciliation) -> dict[str, str]:
    found = result.findings.filter(pl.col("severity") == "urgent").group_by("child", maintain_order=True)
    return dict(found.agg(pl.col("label").str.join("、")).iter_rows())


def _rows(result: Reconciliation, pairs: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """The rows of the pairs by record number, with a text for every shown field."""
    wanted = pl.concat([pairs.get_column("l"), pairs.get_column("r")]).unique().sort()
    rows = result.rows.filter(pl.col("uid").is_in(wanted.implode()))
    fields = sorted({field for fields, _ in _SHOWN for field in fields})
    texts = rows.select("uid", "kind", "file", "sheet", "row", "child", "fingerprint").with_columns(
        text_column(rows, field).fill_null("") for field in fields
    )
    return {row["uid"]: row for row in texts.iter_rows(named=True)}


def _line(
    at: int, pair: Mapping[str, Any], left: Mapping[str, Any], right: Mapping[str, Any], urgent: Mapping[str, str]
) -> Row:
    found = dict.fromkeys(filter(None, (urgent.get(left["child"], ""), urgent.get(right["child"], ""))))
    both = (_both(_text(left, fields), _text(right, fields), whole=fields[0] in _WHOLE) for fields, _ in _SHOWN)
    return (
        at,
        *_level([(_roster(left), _roster(right)), *both]),
        WHY[pair["why"]],
        *("",) * 4,
        "、".join(found),
        sentence({field: pair[field] for field in FIELDS}),
        f"{left['fingerprint']}-{right['fingerprint']}",
        f"甲 {place(left)}；乙 {place(right)}",
    )


def _roster(row: Mapping[str, Any]) -> str:
    return RosterKind(str(row["kind"])).label


def _text(row: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    texts = [str(row[field]) for field in fields if row[field] and not _said_again(field, row)]
    return " ".join(texts) if fields[0] in _WHOLE else "".join(texts[:1])


def _said_again(field: str, row: Mapping[str, Any]) -> bool:
    """Whether the class says the grade as well: 六年级, 六年级2班."""
    return field == "grade" and str(row["grade"]) in str(row["class_name"])


def _both(left: str, right: str, *, whole: bool) -> tuple[str, str]:
    """The two texts, the second with a mark when both are there and differ; "—" for an empty one.

    A way of writing is no difference, nor is a place or class that one side names more closely (`whole`).
    """
    if not left and not right:
        return "", ""
    first, second = _plain(left), _plain(right)
    same = first in second or second in first if whole else first == second
    mark = UNEQUAL if left and right and not same else ""
    return left or "—", f"{mark}{right or '—'}"


def _level(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Each pair one above the other, so that all the first ones and all the second ones stand on a level.

    What is longer than its column takes lines of its own: its neighbours are filled up with empty ones.
    """
    columns = _COLUMNS[1 : 1 + len(pairs)]
    folded = [[_folded(text, column.width) for text in pair] for pair, column in zip(pairs, columns, strict=True)]
    upper, lower = (max(len(pair[at]) for pair in folded) for at in (0, 1))
    for first, second in folded:
        blank = [""]
        lines = [*first, *blank * (upper - len(first)), *second, *blank * (lower - len(second))]
        yield "\n".join(lines) if any(lines) else ""


def _folded(text: str, width: float) -> list[str]:
    """The text in lines that fit the column in any font: parted at spaces as far as its parts are short enough."""
    lines = [""]
    for part in re.split("(?= )", text):
        for letter in [part] if display_width(part) <= width else part:
            if lines[-1] and display_width(lines[-1] + letter) > width:
                lines.append(letter.lstrip())
            else:
                lines[-1] += letter
    return lines


def _plain(text: str) -> str:
    return _WRITING.sub("", unicodedata.normalize("NFKC", text)).upper()


def _doubt_when_urgent(row: Row) -> RowStyle:
    return "doubt" if row[_URGENT] else ""
