"""Empty rosters: what a school or township fills in when it has no form of its own, and the reader knows by heart."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.sheets.writers.styles import ColumnKind, RowStyle
from notoneless.standards.codes import labels
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

EXAMPLE_MARK = "示例"
PREPARED_ROWS = 500
_SUBTITLE = f"填报单位（盖章）：{'　' * 20}填报日期：　　　　年　　月　　日"
_KINDS: Mapping[str, ColumnKind] = {"text": "text", "id": "id"}
_ADVICE = (
    "1. 带 * 的列必填；其余各列有就填，没有就空着，不要写“无”“/”。",
    "2. 一名儿童一行，不合并单元格，不插入小计行；行数不够时在下面接着填。",
    "3. 身份证号、学籍号、电话所在的列已设为文本，请直接录入或“选择性粘贴—数值”，以免后几位变成 0。",
    f"4. 标明“{EXAMPLE_MARK}”的一行是虚构的，系统不读，填报时可以删除。",
    "5. 请用本表报送，不要改动列名；可以另加自己需要的列，放在最右边。",
    "6. 本表含儿童个人信息，只为控辍保学使用，不得在网上群组中公开传送。",
)
_GUIDE_COLUMNS = (
    LedgerColumn("列名", 18),
    LedgerColumn("是否必填", 10),
    LedgerColumn("怎样填写", 50),
    LedgerColumn("可选的词", 60),  # no examples here: a number of a person would make this sheet look like a roster
)


def write_template(kind: RosterKind, path: Path) -> None:
    """Write an empty workbook (.xlsx) for the rosters of this kind: headings, one example, prepared rows, a guide.

    Required columns have a star. Columns of numbers of persons are text whatever is typed or pasted as a value. The
    same kind always gives the same bytes.
    """
    rows = _columns(kind)
    roster = LedgerSheet(
        name=kind.label,
        title=kind.label,
        subtitle=_SUBTITLE,
        columns=tuple(_ledger_column(row) for row in rows),
        rows=[[row["example"] for row in rows], *[()] * PREPARED_ROWS],
        style_of=_example_muted,
        frozen=next(at for at, row in enumerate(rows, start=1) if row["field"] == "name"),
    )
    guide = LedgerSheet("填表说明", f"{kind.label}填表说明", _GUIDE_COLUMNS, map(_guide_row, rows), footnotes=_ADVICE)
    edition = int(load("template_columns", "notoneless.sheets").edition)
    write_ledger(path, [roster, guide], created=datetime(edition, 1, 1, tzinfo=UTC))


def template_headings(kind: RosterKind) -> Mapping[str, str]:
    """Heading, without its star, to field, in the order of the columns."""
    return {row["heading"]: row["field"] for row in _columns(kind)}


def _columns(kind: RosterKind) -> Sequence[Mapping[str, str]]:
    return [row for row in load("template_columns", "notoneless.sheets").rows if row["kind"] == kind]


def _ledger_column(row: Mapping[str, str]) -> LedgerColumn:
    return LedgerColumn(
        heading=_heading(row),
        width=float(row["width"]),
        kind=_KINDS[row["cell"]],
        choices=_choices(row),
        note=row["prompt"],
        asked=row["required"] == "yes",
    )


def _heading(row: Mapping[str, str]) -> str:
    return f"*{row['heading']}" if row["required"] == "yes" else row["heading"]


def _choices(row: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a code list, or those that the table itself names."""
    named = row["choices"]
    if not named or "|" in named:
        return tuple(word for word in named.split("|") if word)
    return tuple(labels(named).values())


def _guide_row(row: Mapping[str, str]) -> Row:
    required = "必填" if row["required"] == "yes" else ""
    return _heading(row), required, row["prompt"], "、".join(_choices(row))


def _example_muted(row: Row) -> RowStyle:
    return "muted" if row[:1] == [EXAMPLE_MARK] else ""
