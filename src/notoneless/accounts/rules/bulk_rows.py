"""The rows of a workbook with which accounts are opened: found by their headings, and looked at one by one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from notoneless.accounts.roles import PACKAGE, Role, rules
from notoneless.accounts.rules.usernames import RULE, acceptable
from notoneless.places.rules.columns import EXAMPLE, plain_heading
from notoneless.places.rules.grids import SheetTexts
from notoneless.standards.tables import load

PHONE = re.compile(r"1[3-9]\d{9}")
HEADING_ROWS = 10
"""The heading stands in one of the first rows, below a title at most."""
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A row: where it stands, what it says by field, and what is wrong with it on its own."""

    sheet: str
    number: int
    cells: Cells
    problems: tuple[str, ...] = field(default=())

    def text(self, name: str) -> str:
        """What stands in a field, "" where nothing does."""
        return self.cells.get(name, "")

    @property
    def phone(self) -> str:
        """The phone as digits."""
        return re.sub(r"\D", "", unicodedata.normalize("NFKC", self.text("phone")))[-11:]

    @property
    def role(self) -> Role | None:
        """The role that the word names."""
        return roles_by_words().get(self.text("role"))


@cache
def columns() -> tuple[Mapping[str, str], ...]:
    """The columns of the workbook, in order."""
    return load("account_columns", PACKAGE).rows


@cache
def roles_by_words() -> Mapping[str, Role]:
    """The roles by the words that stand in the drop-down."""
    return {rule.words: role for role, rule in rules().items()}


@cache
def _fields() -> Mapping[str, str]:
    own = {plain_heading(row["heading"]): row["field"] for row in columns()}
    also = {plain_heading(word): row["field"] for row in columns() for word in row["also"].split("|") if word}
    return {**also, **own}


def rows_of(sheets: Iterable[SheetTexts]) -> list[AccountRow]:
    """The rows of all sheets that have the headings 姓名 and 手机, without examples and empty ones."""
    return [row for sheet in sheets for row in _of_sheet(sheet)]


def _of_sheet(sheet: SheetTexts) -> list[AccountRow]:
    for at, cells in enumerate(sheet.rows[:HEADING_ROWS]):
        heading = [_fields().get(plain_heading(text), "") for text in cells]
        if {"name", "phone"} <= set(heading):
            return [row for row in _below(sheet, at, heading) if row is not None]
    return []


def _below(sheet: SheetTexts, heading_at: int, heading: Sequence[str]) -> list[AccountRow | None]:
    return [
        _row(sheet.name, number, dict(zip(heading, (" ".join(text.split()) for text in cells), strict=False)))
        for number, cells in enumerate(sheet.rows[heading_at + 1 :], start=heading_at + 2)
    ]


def _row(sheet: str, number: int, cells: dict[str, str]) -> AccountRow | None:
    cells.pop("", None)
    if not any(cells.values()) or cells.get("name") == EXAMPLE:
        return None
    row = AccountRow(sheet, number, cells)
    return AccountRow(sheet, number, cells, tuple(problems_of(row)))


def problems_of(row: AccountRow) -> list[str]:
    """What is wrong with a row whatever else there is."""
    found = [f"“{each['heading']}”没有填" for each in columns() if each["required"] and not row.text(each["field"])]
    if len(row.text("name")) > 60:
        found.append("姓名超过 60 个字")
    if row.text("phone") and not PHONE.fullmatch(row.phone):
        found.append("手机号不是 11 位，或者开头不对；请把这一列设为文本再填")
    if row.text("role") and row.role is None:
        found.append(f"没有“{row.text('role')}”这个岗位；请从下拉列表里选")
    if row.role is Role.CLASS_TEACHER and not row.text("school_class"):
        found.append("班主任要填班级")
    if row.text("username") and not acceptable(row.text("username")):
        found.append(RULE)
    return found
