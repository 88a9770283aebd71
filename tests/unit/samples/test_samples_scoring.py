"""Scores of right and wrong answers."""

from pathlib import Path

import polars as pl
import pytest

from notoneless.samples.scoring import KindScore, Score, score

TRUE_ROWS = [("a.xlsx", "甲", 2, 1), ("a.xlsx", "甲", 3, 2), ("b/c.csv", "c", 2, 1), ("b/c.csv", "c", 3, 2)]
TRUE_ROWS += [("d.xlsx", "丁", 2, 1), ("d.xlsx", "丁", 3, 3)]
TRUE_FINDINGS = [("not_enrolled", 3), ("duplicate_record", 1)]


def _score(folder: Path, links: list[tuple[str, str, int, object]], findings: list[tuple[str, object]]) -> Score:
    for name, rows, found in (("truth", TRUE_ROWS, TRUE_FINDINGS), ("out", links, findings)):
        (folder / name).mkdir()
        file = "rows.csv" if name == "truth" else "links.csv"
        columns = ("file", "sheet", "row", "child")
        pl.DataFrame([[str(cell) for cell in row] for row in rows], schema=columns, orient="row").write_csv(
            folder / name / file, include_bom=name == "out"
        )
        pl.DataFrame([[str(cell) for cell in row] for row in found], schema=("kind", "child"), orient="row").write_csv(
            folder / name / "findings.csv"
        )
    return score(folder / "truth", folder / "out")


def test_perfect_answer_with_names_of_its_own(tmp_path: Path) -> None:
    links = [(file.replace("/", "\\"), sheet, row, f"P{child}") for file, sheet, row, child in TRUE_ROWS]
    got = _score(tmp_path, links, [("not_enrolled", "P3"), ("duplicate_record", "P1"), ("identity_problem", "P1")])
    assert (got.links.precision, got.links.recall, got.links.f1) == (1.0, 1.0, 1.0)
    assert (got.links.wrong_pairs, got.links.missed_pairs) == (0, 0)
    assert (got.links.rows_not_read, got.links.rows_extra) == (0, 0)
    assert got.findings == {"duplicate_record": KindScore(1, 1, 1), "not_enrolled": KindScore(1, 1, 1)}
    assert list(got.findings) == ["duplicate_record", "not_enrolled"]


def test_a_row_on_the_wrong_child(tmp_path: Path) -> None:
    links = [*TRUE_ROWS[:4], ("d.xlsx", "丁", 2, 2), TRUE_ROWS[5]]
    got = _score(tmp_path, links, TRUE_FINDINGS)
    # true pairs: 3 of child 1, 1 of child 2; given: 1 and 3; right: 1 and 1
    assert (got.links.true_pairs, got.links.given_pairs, got.links.right_pairs) == (4, 4, 2)
    assert (got.links.precision, got.links.recall, got.links.f1) == (0.5, 0.5, 0.5)
    assert (got.links.wrong_pairs, got.links.missed_pairs) == (2, 2)


def test_rows_not_read_and_rows_that_are_no_child(tmp_path: Path) -> None:
    links = [*TRUE_ROWS[:5], ("a.xlsx", "甲", 9, 1)]
    got = _score(tmp_path, links, TRUE_FINDINGS[1:])
    assert (got.links.rows, got.links.rows_not_read, got.links.rows_extra) == (6, 1, 1)
    assert got.links.given_pairs == 4
    assert got.findings["not_enrolled"] == KindScore(1, 0, 0)
    assert (got.findings["not_enrolled"].precision, got.findings["not_enrolled"].recall) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("child", "right"),
    [
        ("3", 1),
        ("1", 0),
        ("unknown", 0),
    ],
)
def test_a_finding_on_a_child(tmp_path: Path, child: str, right: int) -> None:
    got = _score(tmp_path, list(TRUE_ROWS), [("not_enrolled", child)])
    assert got.findings["not_enrolled"] == KindScore(1, 1, right)


def test_a_system_child_stands_for_the_one_with_most_of_its_rows(tmp_path: Path) -> None:
    links = [(file, sheet, row, "X") for file, sheet, row, _ in TRUE_ROWS]
    got = _score(tmp_path, links, [("duplicate_record", "X"), ("not_enrolled", "X")])
    assert got.findings["duplicate_record"].right == 1
    assert got.findings["not_enrolled"].right == 0
    assert (got.links.given_pairs, got.links.right_pairs) == (15, 4)
