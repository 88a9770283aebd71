"""The truth about a district, as the scoring wants it."""

from pathlib import Path

import polars as pl


def children_of(people: pl.DataFrame) -> pl.DataFrame:
    """One row a child; `twin_of` is the elder twin, or null."""
    return people.select(
        "child",
        "status",
        "name",
        "sex",
        birth=pl.col("birth").dt.to_string("%Y-%m-%d"),
        idno="id_number",
        town="township",
        village="village",
        twin_of=pl.when(pl.col("twin_of") > 0).then("twin_of"),
    )


def write_truth(folder: Path, children: pl.DataFrame, rows: pl.DataFrame, findings: pl.DataFrame) -> None:
    """Write children.csv, rows.csv (file, sheet, row, child) and findings.csv (kind, child)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in (("children", children), ("rows", rows), ("findings", findings)):
        frame.write_csv(folder / f"{name}.csv")
