"""The files of a run, file by file: sheets that went the same way share a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from notoneless.ledgers.report.figures import SourceLine


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Sheets of one file that were taken for the same. `refused`: the file was not read, and `remarks` say why."""

    file: str
    sheets: tuple[str, ...]
    kind_label: str
    rows: int
    problems: int
    remarks: tuple[str, ...]
    refused: bool


def source_groups(lines: Sequence[SourceLine]) -> tuple[SourceGroup, ...]:
    """The lines in their order, the sheets of a file that were taken for one kind together; refused ones first."""
    found = [
        _group(file, kind, list(group)) for (file, kind), group in groupby(lines, key=lambda x: (x.file, x.kind_label))
    ]
    return tuple(sorted(found, key=lambda group: not group.refused))


def _group(file: str, kind: str, lines: list[SourceLine]) -> SourceGroup:
    several = len(lines) > 1
    plain = [replace(line, remark=line.remark.replace("。；", "；")) for line in lines]
    said = [f"{x.sheet}：{x.remark}" if several and x.sheet else x.remark for x in plain if x.remark]
    return SourceGroup(
        file=file,
        sheets=tuple(line.sheet for line in lines if line.sheet),
        kind_label=kind,
        rows=sum(line.rows for line in lines),
        problems=sum(line.problems for line in lines),
        remarks=tuple(dict.fromkeys(said)),
        refused=not kind and not any(line.sheet for line in lines),
    )
