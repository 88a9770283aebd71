"""decisions.csv: what people decided, kept beside the ledgers and obeyed in every later run.

A note that a spreadsheet would take for a formula is written with a ' before it, which is taken off when it is read.
"""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from notoneless.ledgers.csv_cells import marked, unmarked
from notoneless.matching.decisions import Decision, Verdict
from notoneless.standards.dates import parse_date

NAME = "decisions.csv"
COLUMNS = ("decision", "left", "right", "result", "until", "on", "by", "note")


class BadDecisionsError(ValueError):
    """A line of the file that cannot be obeyed; the message names file and line, in Chinese."""


def load_decisions(path: Path) -> list[Decision]:
    """The decisions of a file, in its order.

    Raises BadDecisionsError, naming the line, when a column, a verdict, a fingerprint or a date is not as it must be.
    """
    try:
        reader = csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError:
        raise BadDecisionsError(f"{path.name}：文字编码不对；请在表格软件里另存为“CSV UTF-8”") from None
    missing = [column for column in COLUMNS[:3] if column not in (reader.fieldnames or ())]
    if missing:
        raise BadDecisionsError(f"{path.name}：缺少列 {'、'.join(missing)}；请用系统写出的 {NAME} 为样")
    return [_decision(line, f"{path.name} 第 {at} 行") for at, line in enumerate(reader, start=2)]


def _decision(line: dict[str, str], where: str) -> Decision:
    values = {column: unmarked((line.get(column) or "").strip()) for column in COLUMNS}
    try:
        verdict = Verdict(values["decision"])
    except ValueError:
        said = values["decision"]
        raise BadDecisionsError(f"{where}：decision 应为 same、different 或 settled，现为“{said}”") from None
    if not values["left"] or (verdict is not Verdict.SETTLED and not values["right"]):
        raise BadDecisionsError(f"{where}：缺少核对码（left、right）")
    until = parse_date(values["until"])  # a table program writes a date back in its own way
    if until is None and values["until"]:
        raise BadDecisionsError(f"{where}：until 应写成 2024-08-31 这样的日期，现为“{values['until']}”")
    return Decision(
        verdict, values["left"], values["right"], values["result"], until, values["on"], values["by"], values["note"]
    )


def save_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Write the decisions, ordered, each once."""
    lines = sorted(
        {
            (d.verdict.value, d.left, d.right, d.result, d.until.isoformat() if d.until else "", d.on, d.by, d.note)
            for d in decisions
        }
    )
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(map(marked, line) for line in lines)


def merged(earlier: Sequence[Decision], later: Sequence[Decision]) -> list[Decision]:
    """Both, where a later decision on the same pair or child takes the place of an earlier one."""
    kept: dict[tuple[object, ...], Decision] = {}
    for decision in (*earlier, *later):
        settled = decision.verdict is Verdict.SETTLED
        kept[(settled, frozenset((decision.left, decision.right)))] = decision
    return list(kept.values())
