"""What stands under the title of every workbook, and the words its sheets have in common."""

from datetime import date

import polars as pl

from notoneless.sheets.writers.ledger import LedgerColumn
from notoneless.sheets.writers.styles import RowStyle

CONFIDENTIAL = "内部资料·含未成年人个人信息，用后按规定销毁"
"""个人信息保护法 28、47、51: data of children under fourteen are sensitive, and go when their purpose is served."""

SEVERITY_WORDS = {"urgent": "紧急：孩子可能不在校", "open": "待答复：名册有误", "data": "数据：须更正"}

CHILD_KEY = "儿童编号"

EVIDENCE = LedgerColumn("依据（名册：文件［工作表］行）", 60, printed=False)


def subtitle(as_of: date, *lines: str) -> str:
    """The day the data stand for and how to treat the sheet, then `lines`, each on a line of its own."""
    day = f"{as_of.year}年{as_of.month}月{as_of.day}日"
    return "\n".join((f"数据截至{day}　　{CONFIDENTIAL}", *lines))


def in_one_line(column: str) -> pl.Expr:
    """The lines of a text behind one another: for a column of the screen only, whose cells do not wrap."""
    return pl.col(column).str.replace_all("\n", "；", literal=True)


def number_column(heading: str, width: float = 8, group: str = "", flag: RowStyle = "") -> LedgerColumn:
    """A column of counts; with a `flag`, one whose counts ask for something to be done."""
    return LedgerColumn(heading, width, "count", group=group, flag=flag)
