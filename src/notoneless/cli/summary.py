"""The summary of a run, as lines for a terminal."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load


def summary_lines(figures: Mapping[str, Any], out: Path) -> list[str]:
    """What was read, where the children are, what does not fit, where the ledgers lie."""
    from notoneless.matching.balance import cell_labels  # noqa: PLC0415 - as in reconcile

    read = "、".join(f"{RosterKind(kind).label} {n:,} 行" for kind, n in figures["rows"].items())
    lines = [f"读入 {figures['files']['read']} 个文件：{read}", f"共 {figures['children']:,} 名儿童。去向："]
    cells = figures["whereabouts"]
    lines += [f"  {cells[code]:>9,}  {label}" for code, label in cell_labels().items() if cells.get(code)]
    lines.append(
        "各格之和与名册人数" + ("相等。" if figures["balanced"] else "不相等，请看 四查三比对汇总.xlsx 的差额列！")
    )
    lines.append("需核查：")
    found = figures["findings"]
    for row in load("findings", "notoneless.matching").rows:
        if found.get(row["kind"]):
            lines.append(f"  {found[row['kind']]:>9,}  {row['label']}")
    lines.append(f"  {figures['doubtful']:>9,}  对记录待人工确认")
    return [*lines, f"台账、清单和报告在：{out}"]
