"""Write docs/reference/tables.md and docs/reference/codes.md from the rule tables, so that they cannot differ."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import Table, load

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "reference"
PACKAGES = ("standards", "sheets", "matching", "samples")
USES = {
    "standards": "Codes and standards, and how people write them.",
    "sheets": "How a file is read: headings, kinds of roster, rows that are no child, refusals, answers coming back.",
    "matching": "How rows become children, and what follows.",
    "samples": "How a made-up district is made and spoilt. Nothing here describes real people.",
}
GENERATED = "<!-- Written by tools/tables_page.py: change the tables, then run it. -->"


def tables_page() -> str:
    """Every table of the packages with its title, source and edition."""
    parts = [
        "# The tables",
        GENERATED,
        "Rules are data. Each table is a CSV file in the folder `tables/` of its package, and says on top what it is, "
        "where it comes from and of which edition it is. A rule changes with its table, its source and its edition, in "
        "a release; no setting and no database holds rules.",
    ]
    for package in PACKAGES:
        lines = [_table_line(package, path.stem) for path in sorted((_folder(package) / "tables").glob("*.csv"))]
        parts += [f"## {package}", USES[package], _grid(("table", "title", "source", "edition"), lines)]
    return "\n\n".join(parts) + "\n"


def codes_page() -> str:
    """The codes that stand in files and messages: roster kinds, whereabouts, findings, answers, refusals."""
    findings, places = _matching("findings"), _matching("whereabouts")
    parts = [
        "# 代码表 · Codes",
        GENERATED,
        "文件和程序里用的代码、界面上用的中文名，一一对应。问题和去向怎么办，见[问题清单怎么看怎么办](../how-to/问题清单怎么看怎么办.md)。",
        "## 名册种类 · Roster kinds",
        _grid(("code", "名称"), [(f"`{kind.value}`", kind.label) for kind in RosterKind]),
        "## 去向 · Whereabouts",
        f"{places.title}。来源：{places.source}。",
        _listed(places, "code", "label", "explained", "answers", "source"),
        "## 核查问题 · Findings",
        f"来源：{findings.source}。severity：urgent 孩子可能不在校；open 名册有误、盖住了孩子；data 数值须更正。",
        _listed(findings, "kind", "label", "severity", "answers", "what", "todo"),
        "## 甄别结果 · Verification results",
        f"来源：{load('verification').source}。",
        _listed(load("verification"), "code", "label", "dropout", "expires", "trace", "evidence"),
        "## 待人工确认的答复 · Answers about a pair",
        _listed(load("review_answers", "notoneless.sheets"), "code", "label"),
        "## 文件不予读取的原因 · Refusals",
        _listed(load("refusals", "notoneless.sheets"), "code", "sentence"),
    ]
    return "\n\n".join(parts) + "\n"


def pages() -> Mapping[Path, str]:
    """Each page with the text that it must have."""
    return {PAGES / "tables.md": tables_page(), PAGES / "codes.md": codes_page()}


def _folder(package: str) -> Path:
    return ROOT / "src" / "notoneless" / package


def _matching(name: str) -> Table:
    return load(name, "notoneless.matching")


def _table_line(package: str, name: str) -> tuple[str, str, str, str]:
    table = load(name, f"notoneless.{package}")
    return f"`{name}`", table.title, table.source, table.edition


def _listed(table: Table, *columns: str) -> str:
    return _grid(columns, [(f"`{row[columns[0]]}`", *(row[column] for column in columns[1:])) for row in table.rows])


def _grid(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
