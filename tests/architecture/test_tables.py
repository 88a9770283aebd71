"""Rules are data with a source, and code and data name the same things."""

import ast
from pathlib import Path

import polars as pl
import pytest

from notoneless.matching.comparing import FIELDS
from notoneless.matching.rules import findings, whereabouts
from notoneless.standards import codes
from notoneless.standards.tables import load

ROOT = Path(__file__).resolve().parents[2]
TABLES = sorted(ROOT.joinpath("src").rglob("tables/*.csv"))
MATCHING = "notoneless.matching"
COMPARISONS = ("births", "contacts", "names", "numbers")


def _package(path: Path) -> str:
    return ".".join(path.parents[1].relative_to(ROOT / "src").parts)


def _rows(name: str) -> list[dict[str, str]]:
    return [dict(row) for row in load(name, MATCHING).rows]


def test_there_are_tables() -> None:
    assert {_package(path) for path in TABLES} >= {
        "notoneless.standards",
        "notoneless.sheets",
        "notoneless.matching",
        "notoneless.samples",
    }


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_a_table_says_what_it_is_where_it_comes_from_and_when(path: Path) -> None:
    """`load` refuses a table without title, source or edition, and a row with too many or too few cells."""
    table = load(path.stem, _package(path))
    assert table.rows
    assert min(len(table.title), len(table.source)) >= 2
    assert table.edition[:4].isdigit(), f"edition of {path.name}: {table.edition}"
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf"), "UTF-8 without a mark"
    rows = [tuple(row.values()) for row in table.rows]
    assert len(set(rows)) == len(rows), "a line twice"


@pytest.mark.parametrize(
    ("table", "column", "rules"),
    [
        ("findings", "kind", list(findings.RULES)),
        ("whereabouts", "code", [*whereabouts.RULES, whereabouts.OTHERWISE]),
    ],
)
def test_rules_and_table_name_the_same_things(table: str, column: str, rules: list[str]) -> None:
    named = [row[column] for row in _rows(table)]
    assert len(set(named)) == len(named)
    assert set(named) == set(rules)


def test_groups_of_cells_are_cells() -> None:
    cells = {row["code"] for row in _rows("whereabouts")}
    assert {*whereabouts.AT_SCHOOL, *whereabouts.OUT} <= cells
    assert {row["whereabouts"] for row in _rows("settled")} - {""} <= cells
    unexplained = {row["code"] for row in _rows("whereabouts") if row["explained"] == "no"}
    assert set(whereabouts.OUT) <= unexplained


def test_a_settled_result_is_one_that_can_be_chosen() -> None:
    results = [row["result"] for row in _rows("settled")]
    assert sorted(results) == sorted(codes.labels("verification"))


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("findings", "severity", {"urgent", "open", "data"}),
        ("findings", "answers", {"village", "school", "holder"}),
        ("whereabouts", "explained", {"yes", "no"}),
        ("whereabouts", "answers", {"village", "school"}),
        ("levels", "learned", {"yes", "no"}),
        ("levels", "field", set(FIELDS)),
    ],
)
def test_a_column_has_only_the_words_that_the_code_knows(table: str, column: str, values: set[str]) -> None:
    assert {row[column] for row in _rows(table)} <= values


def _said_levels(module: str) -> set[str]:
    """The levels that a comparison gives: the texts in its calls of `lit` and in its lists of names."""
    tree = ast.parse((ROOT / "src/notoneless/matching/comparisons" / f"{module}.py").read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    literals = (node.args[0] for node in calls if node.func.attr == "lit" and node.args)  # type: ignore[attr-defined]
    return {node.value for node in literals if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("module", COMPARISONS)
def test_every_level_that_a_comparison_gives_has_points(module: str) -> None:
    said = _said_levels(module) - {"missing"}
    assert said
    assert said <= {row["level"] for row in _rows("levels")}


def test_every_level_with_points_can_be_given() -> None:
    given = {level for module in COMPARISONS for level in _said_levels(module)}
    assert {row["level"] for row in _rows("levels")} <= given


def test_points_are_numbers_and_no_level_has_two() -> None:
    levels = pl.DataFrame(_rows("levels"))
    assert levels.select("field", "level").is_unique().all()
    assert levels.get_column("points").cast(pl.Float64).is_finite().all()
