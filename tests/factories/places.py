"""A made-up district, and the files from which it is set up."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl

from notoneless.audit.actors import Actor
from notoneless.config.demonstration.places import make_places
from notoneless.places.models import Division, PlaceImport, School
from notoneless.places.queries import schools_in
from notoneless.places.rules.columns import ImportKind, columns
from notoneless.places.services.importing import preview_import

AS_OF = date(2024, 3, 1)
OFFICER = Actor("41c0", "u000041", "bureau_officer")
LIST = {
    "areas.json": [("511791", "霁川区"), ("511792", "别的区")],
    "streets.json": [("511791103", "苔埭乡"), ("511792103", "别的乡")],
    "villages.json": [("511791103201", "槐嘴村"), ("511791103202", "榆涧村"), ("511792103201", "别的村")],
}


def district() -> Division:
    """The district of the demonstration, in the spring of 2024."""
    return make_places(as_of=AS_OF, by=OFFICER)


def school_of(kind: str) -> School:
    """The first school of a kind."""
    return schools_in().filter(kind=kind)[0]


def townships() -> list[Division]:
    """The townships, in order of code."""
    return list(Division.objects.filter(level="township").order_by("code"))


def villages_of(township: Division) -> list[Division]:
    """The villages of a township, in order of code."""
    return list(Division.objects.filter(parent=township).order_by("code"))


def workbook(path: Path, kind: ImportKind, rows: Sequence[dict[str, str]]) -> Path:
    """A workbook as a clerk makes it: the headings of the table in the third row, under a title."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet.append([kind.label])
    sheet.append([])
    sheet.append([column.heading for column in columns(kind)])
    for row in rows:
        sheet.append([row.get(column.field, "") for column in columns(kind)])
    book.save(path)
    return path


def previewed(folder: Path, kind: ImportKind, rows: Sequence[dict[str, str]]) -> PlaceImport:
    """A workbook of these rows, read in and waiting."""
    return preview_import(kind, workbook(folder / "表.xlsx", kind, rows), name="表.xlsx", by=OFFICER)


def write_list(folder: Path) -> Path:
    """The national list in small: the same files, two districts."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in LIST.items():
        text = json.dumps([{"code": code, "name": words} for code, words in entries], ensure_ascii=False)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
