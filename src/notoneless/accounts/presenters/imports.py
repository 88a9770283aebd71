"""An import of accounts, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from notoneless.accounts.models import AccountImport
from notoneless.accounts.rules.bulk_rows import AccountRow
from notoneless.accounts.services.bulk.planning import Planned, planned
from notoneless.accounts.services.bulk.reading import kept_rows
from notoneless.protection.masking import masked

SHOWN = 500
WORDS = {"wrong": ("有误，不开", "bad"), "known": ("已有账号", "info"), "open": ("新开", "good")}


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row: where it stands, what it says with the phone masked, what would happen or what happened."""

    where: str
    name: str
    phone: str
    role: str
    place: str
    school_class: str
    words: str
    tone: str
    problems: Sequence[str] = ()
    username: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class ImportShown:
    """The import and its rows, the wrong ones first."""

    source: AccountImport
    rows: Sequence[RowShown]
    counts: dict[str, int]
    waiting: int

    @classmethod
    def of(cls, source: AccountImport, now: datetime) -> "ImportShown":
        """A preview while nothing was opened, the result afterwards."""
        if source.applied_at is None:
            return cls._preview(source, now)
        return cls._result(source)

    @classmethod
    def _preview(cls, source: AccountImport, now: datetime) -> "ImportShown":
        plan = planned(kept_rows(source), timezone.localdate(now))
        counts = {act: sum(each.act == act for each in plan) for act in WORDS}
        order = list(WORDS)
        rows = [_planned_row(each) for each in sorted(plan, key=lambda each: order.index(each.act))]
        return cls(source, rows[:SHOWN], counts, 0)

    @classmethod
    def _result(cls, source: AccountImport) -> "ImportShown":
        kept, accounts = kept_rows(source), list(source.accounts.select_related("user").order_by("row"))
        rows = []
        for account in accounts:
            words, tone = WORDS["open" if account.opened else "known"]
            shown = _cells(kept[account.row], words, tone)
            rows.append(replace(shown, username=account.user.username, post=account.post_words))
        opened = sum(account.opened for account in accounts)
        waiting = sum(account.opened and account.user.activated_at is None for account in accounts)
        counts = {"open": opened, "known": len(accounts) - opened, "wrong": len(kept) - len(accounts)}
        return cls(source, rows[:SHOWN], counts, waiting)


def _planned_row(each: Planned) -> RowShown:
    words, tone = WORDS[each.act]
    username = each.user.username if each.user else ""
    return replace(_cells(each.row, words, tone), problems=each.problems, username=username)


def _cells(row: AccountRow, words: str, tone: str) -> RowShown:
    return RowShown(
        where=f"{row.sheet} 第 {row.number} 行",
        name=row.text("name"),
        phone=masked("phone", row.phone),
        role=row.text("role"),
        place=row.text("place"),
        school_class=row.text("school_class"),
        words=words,
        tone=tone,
    )
