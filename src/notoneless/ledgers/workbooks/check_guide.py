"""What goes with a check list: how to deal with each kind of question, and what each result of verification means."""

from collections.abc import Mapping
from datetime import date

from notoneless.ledgers.workbooks.notices import number_column, subtitle
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row
from notoneless.standards.tables import load

_METHODS = (
    LedgerColumn("问题", 18),
    number_column("本单人数", 10),
    LedgerColumn("是什么", 44),
    LedgerColumn("怎么办", 60),
)
_COLUMNS = (
    LedgerColumn("代码", 7),
    LedgerColumn("结果名称", 24),
    LedgerColumn("也可这样写", 44),
    LedgerColumn("佐证材料", 40),
    LedgerColumn("是否算辍学", 12),
    LedgerColumn("有效期", 28),
    LedgerColumn("是否继续追踪", 14),
)
_DROPOUT = {"no": "不算", "watch": "暂不算，跟踪", "yes": "算辍学"}
_EXPIRES = {"no": "长期有效", "yes": "本学年有效，到期须重新确认"}
_TRACE = {"no": "不需要", "yes": "继续追踪"}
_FOOTNOTES = (
    "1. 每名儿童只选一个结果，以查到的事实为准；没有查清的选 G 疑似辍学，联系不上的选 E 失踪失联，不能空着。",
    "2. 有有效期的结果和 E、F、G、H，须在“说明”里写明学校全称、地点、批准文号、时间或原因，并备好佐证材料留存备查。",
    "3. 核查人写经办人姓名，核查日期写成 2024-03-01 的样子；四列都填了才算核查完毕。",
    "4. A1 身份信息错误须同时更正名册，下次比对时名册仍未改正或仍不在校的，会再次列入清单。",
    "5. 确认辍学的纳入工作台账，组织工作组上门劝返（通知 三）。",
)


def methods(as_of: date, counts: Mapping[str, int]) -> LedgerSheet:
    """怎么办: the kinds of question of one list (`counts` of its children by kind), each said once."""
    rows: list[Row] = [
        (kind["label"], counts[kind["kind"]], kind["what"], kind["todo"])
        for kind in load("findings", "notoneless.matching").rows
        if kind["kind"] in counts
    ]
    return LedgerSheet("怎么办", "各类问题怎么办", _METHODS, rows, subtitle=subtitle(as_of))


def guide(as_of: date) -> LedgerSheet:
    """填写说明: the sheet that goes with every check list."""
    rows: list[Row] = [
        (
            entry["code"],
            entry["label"],
            entry["synonyms"].replace("|", "、"),
            entry["evidence"],
            _DROPOUT[entry["dropout"]],
            _EXPIRES[entry["expires"]],
            _TRACE[entry["trace"]],
        )
        for entry in load("verification").rows
    ]
    return LedgerSheet(
        "填写说明",
        "核查结果填写说明",
        _COLUMNS,
        rows,
        subtitle=subtitle(as_of),
        footnotes=_FOOTNOTES,
    )
