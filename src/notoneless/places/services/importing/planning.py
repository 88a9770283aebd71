"""From rows to a plan: every row read and compared, none twice."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from notoneless.places.models import PlaceImport
from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.parsing.classes import parse_class_row
from notoneless.places.rules.parsing.divisions import parse_division_row
from notoneless.places.rules.parsing.school_years import parse_year_row
from notoneless.places.rules.parsing.schools import parse_school_row
from notoneless.places.rules.parsing.zones import parse_zone_row
from notoneless.places.rules.paths import ROOT
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.places.services.importing.classes import plan_classes
from notoneless.places.services.importing.divisions import plan_divisions
from notoneless.places.services.importing.school_years import plan_school_years
from notoneless.places.services.importing.schools import plan_schools
from notoneless.places.services.importing.steps import Act, Step
from notoneless.places.services.importing.zones import plan_zones


@dataclass(frozen=True, slots=True)
class _Importer:
    """How a workbook is read, what must not come twice in it, and how it is compared."""

    parse: Callable[[ImportRow], Any]
    key: Callable[[Any], object]
    plan: Callable[[Sequence[tuple[ImportRow, Any]], str], Iterator[Step]]


_IMPORTERS: Mapping[ImportKind, _Importer] = {
    ImportKind.DIVISIONS: _Importer(parse_division_row, lambda values: values.code, plan_divisions),
    ImportKind.SCHOOLS: _Importer(parse_school_row, lambda values: values.code, plan_schools),
    ImportKind.SCHOOL_YEARS: _Importer(parse_year_row, lambda values: values.year, plan_school_years),
    ImportKind.CLASSES: _Importer(
        parse_class_row,
        lambda values: (values.year, values.school_code or values.school, values.grade, values.number),
        plan_classes,
    ),
    ImportKind.ZONES: _Importer(
        parse_zone_row, lambda values: (values.year, values.township, values.village), plan_zones
    ),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `steps` are in the order in which they are done; `by_row` is for people."""

    kind: ImportKind
    steps: tuple[Step, ...]

    def count(self, act: Act) -> int:
        """How many rows would do this."""
        return sum(step.act == act for step in self.steps)

    def of(self, act: Act) -> list[Step]:
        """The steps that do this, in the order of the file."""
        return [step for step in self.by_row if step.act == act]

    @property
    def by_row(self) -> list[Step]:
        return sorted(self.steps, key=lambda step: (step.row.sheet, step.row.number))

    @property
    def fingerprint(self) -> str:
        """The same for the same promises: a person's word holds for what was shown, and for nothing else."""
        promises = [(step.row.sheet, step.row.number, step.act, step.words) for step in self.by_row]
        return hashlib.sha256(json.dumps(promises, ensure_ascii=False).encode()).hexdigest()


def planned(kind: ImportKind, rows: Iterable[ImportRow], within: str = ROOT) -> Plan:
    """Read the rows and compare them with what is there in an area; what lies beyond it is wrong. Writes nothing."""
    importer = _IMPORTERS[kind]
    read: list[tuple[ImportRow, Any]] = []
    wrong: list[Step] = []
    first: dict[object, ImportRow] = {}
    for row in rows:
        try:
            values = importer.parse(row)
        except NotPossibleError as refusal:
            wrong.append(Step(row, "wrong", refusal.sentence))
            continue
        before = first.setdefault(importer.key(values), row)
        if before is row:
            read.append((row, values))
        else:
            where = "" if before.sheet == row.sheet else f"“{before.sheet}”"
            wrong.append(Step(row, "wrong", f"与{where}第 {before.number} 行说的是同一个，请只留一行"))
    return Plan(kind, (*wrong, *importer.plan(read, within)))


def plan_of(draft: PlaceImport) -> Plan:
    """What a previewed import would do now."""
    rows = (ImportRow(each["sheet"], each["number"], each["cells"]) for each in draft.rows)
    return planned(ImportKind(draft.kind), rows, draft.area)
