"""A workbook read and kept until a person has said yes or no."""

from pathlib import Path

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import PlaceImport
from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.grids import SheetTexts, sheet_texts
from notoneless.places.rules.paths import ROOT
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow, rows_of
from notoneless.places.services.importing.planning import planned
from notoneless.sheets.readers.isolation import read_books
from notoneless.sheets.readers.limits import MIB, Limits
from notoneless.sheets.refusals import Refusal

LIMITS = Limits(file_bytes=20 * MIB, unpacked_bytes=200 * MIB, rows=100_000, cpu_seconds=30, wall_seconds=60)
"""A table of places is small: what is larger is another file."""


def preview_import(kind: ImportKind, path: Path, *, name: str, by: Actor, within: str = ROOT) -> PlaceImport:
    """Read a workbook in a process of its own, keep its rows, and count what it would do in an area. Changes no place.

    Raises NotPossibleError, in the words of the reader, for a file that is refused or has no row.
    """
    sheets, remarks = _read(path)
    rows, findings = rows_of(kind, sheets)
    said = [_sentence(finding.sheet, finding.number, finding.sentence) for finding in findings]
    if not rows:
        raise NotPossibleError("；".join(said) or f"文件里没有{kind.label}的行", "file")
    return _kept(kind, rows, PlaceImport(area=within, file_name=Path(name).name[-200:], remarks=[*remarks, *said]), by)


@transaction.atomic
def _kept(kind: ImportKind, rows: list[ImportRow], draft: PlaceImport, by: Actor) -> PlaceImport:
    plan = planned(kind, rows, draft.area)
    draft.kind, draft.rows, draft.previewed_by = kind.value, [row.as_json() for row in rows], by.username[:80]
    draft.added, draft.changed, draft.wrong = plan.count("add"), plan.count("change"), plan.count("wrong")
    draft.save(force_insert=True)
    details: dict[str, str | int] = {"kind": kind.value, "rows": len(rows), "wrong": draft.wrong}
    record("places.import_previewed", actor=by, obj=("place_import", str(draft.id)), details=details)
    return draft


def _read(path: Path) -> tuple[tuple[SheetTexts, ...], tuple[str, ...]]:
    ((_, read),) = read_books([path], sheet_texts, limits=LIMITS, processes=1)
    if isinstance(read, Refusal):
        raise NotPossibleError(read.sentence, "file")
    return read


def _sentence(sheet: str, number: int, sentence: str) -> str:
    return (f"“{sheet}”" if sheet else "") + (f"第 {number} 行：" if number else "：" if sheet else "") + sentence
