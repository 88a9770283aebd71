"""A folder of rosters of five made-up children as files: small enough to know what must come out."""

import csv
from pathlib import Path

import openpyxl
from tests.factories.rosters import Child

from notoneless.sheets.messages import field_label
from notoneless.standards.rosters import RosterKind

ZHANG = Child("张小明")
LI = Child("李静雯", birth="20130302", order=24, guardian="李大海", phone="13890000102")
WANG = Child("王志强", birth="20120709", order=26, guardian="王大河", phone="13890000103")
HE = Child("何小芳", birth="20130606", order=8, guardian="何大田", phone="13890000104")
HE_AGAIN = HE.but(order=28).written(guardian="何大田")
"""With a number that is right in itself and not the one of the register: a person must say whether it is her."""


def write_roster(folder: Path, kind: RosterKind, *children: Child, ending: str = ".csv") -> Path:
    """Write a roster of one kind as a file with a heading row, the fields under the words that a clerk uses."""
    rows = [child.row(kind) for child in children]
    fields = list(dict.fromkeys(name for row in rows for name in row))
    table = [[field_label(name) for name in fields], *([row.get(name) or "" for name in fields] for row in rows)]
    path = folder / f"{kind.label}{ending}"
    folder.mkdir(parents=True, exist_ok=True)
    if ending == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(table)
        return path
    workbook = openpyxl.Workbook()
    for line in table:
        workbook.worksheets[0].append(line)
    workbook.save(path)
    return path


def write_village(folder: Path) -> Path:
    """Zhang is in class, Li enrolled only, Wang registered only, He registered and perhaps at school elsewhere."""
    write_roster(folder, RosterKind.REGISTER, ZHANG, LI, WANG, HE, ending=".xlsx")
    write_roster(folder, RosterKind.ENROLMENT, ZHANG, LI)
    write_roster(folder, RosterKind.ATTENDING, ZHANG)
    write_roster(folder, RosterKind.ELSEWHERE, HE_AGAIN)
    return folder
