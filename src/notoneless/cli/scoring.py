"""A score as lines for a terminal."""

from typing import TYPE_CHECKING

from notoneless.standards.tables import load

if TYPE_CHECKING:
    from notoneless.samples.scoring import Score


def score_lines(score: "Score") -> list[str]:
    """Links first, then each kind of finding."""
    links = score.links
    lines = [
        f"真相 {links.rows:,} 行：未读到 {links.rows_not_read}，多读 {links.rows_extra}",
        f"归并：准确率 {links.precision:.5f}，召回率 {links.recall:.5f}，F1 {links.f1:.5f}"
        f"（错并 {links.wrong_pairs} 对，漏并 {links.missed_pairs} 对）",
    ]
    for kind, one in sorted(score.findings.items()):
        lines.append(
            f"  {label_of(kind)}：应有 {one.true}，找到 {one.found}，正确 {one.right}，"
            f"准确率 {one.precision:.3f}，召回率 {one.recall:.3f}"
        )
    return lines


def label_of(kind: str) -> str:
    """A kind of finding in words."""
    labels = {row["kind"]: row["label"] for row in load("findings", "notoneless.matching").rows}
    return labels.get(kind, kind)
