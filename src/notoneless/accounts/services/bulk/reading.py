"""A workbook of people read and kept, sealed, until somebody has said yes."""

import json
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import AccountImport, User
from notoneless.accounts.rules.bulk_rows import AccountRow, problems_of, rows_of
from notoneless.accounts.services.bulk.planning import planned
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.rules.grids import SheetTexts, sheet_texts
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.sheets.readers.isolation import read_books
from notoneless.sheets.readers.limits import MIB, Limits
from notoneless.sheets.refusals import Refusal

LIMITS = Limits(file_bytes=10 * MIB, unpacked_bytes=100 * MIB, rows=20_000, cpu_seconds=20, wall_seconds=40)
MOST = 3000
"""A whole district has fewer teachers; a longer list comes in parts."""


def preview_accounts(path: Path, *, name: str, owner: User, by: Actor, now: datetime) -> AccountImport:
    """Read the workbook in a process of its own and keep its rows. Nobody gets an account.

    Raises NotPossibleError, in words for the person, for a file that is refused or has no row.
    """
    rows = rows_of(_read(path))
    if not rows:
        raise NotPossibleError("文件里没有找到“姓名”“手机”两列，或者下面没有人；请用模板填写", "file")
    if len(rows) > MOST:
        raise NotPossibleError(f"一次最多 {MOST} 行，这个文件有 {len(rows)} 行；请分几次", "file")
    return _kept(name, rows, owner, by, now)


@transaction.atomic
def _kept(name: str, rows: list[AccountRow], owner: User, by: Actor, now: datetime) -> AccountImport:
    wrong = sum(each.act == "wrong" for each in planned(rows, timezone.localdate(now)))
    kept = AccountImport(made_by=owner, made_at=now, file_name=Path(name).name[-200:], count=len(rows), problems=wrong)
    kept.rows = json.dumps([[row.sheet, row.number, dict(row.cells)] for row in rows], ensure_ascii=False)
    kept.save()
    details: dict[str, str | int] = {"rows": len(rows), "wrong": wrong}
    record("accounts.import_previewed", actor=by, obj=("account_import", str(kept.pk)), details=details)
    return kept


def kept_rows(source: AccountImport) -> list[AccountRow]:
    """The rows of an import as they were read."""
    rows = [AccountRow(sheet, number, cells) for sheet, number, cells in json.loads(source.rows)]
    return [AccountRow(row.sheet, row.number, row.cells, tuple(problems_of(row))) for row in rows]


def _read(path: Path) -> tuple[SheetTexts, ...]:
    ((_, read),) = read_books([path], sheet_texts, limits=LIMITS, processes=1)
    if isinstance(read, Refusal):
        raise NotPossibleError(read.sentence, "file")
    return read[0]
