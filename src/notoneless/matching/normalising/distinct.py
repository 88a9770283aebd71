"""Apply a function of one value to a column, once per distinct text."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl


def by_distinct(
    texts: pl.Series, function: Callable[[str], Mapping[str, Any]], schema: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """A row of `schema` for each text: `function` is called once per distinct non-empty text; empty gives nulls."""
    name = "\x00text"
    texts = texts.rename(name)
    distinct = texts.drop_nulls().unique().sort()
    distinct = distinct.filter(distinct != "")
    found = pl.DataFrame([function(text) for text in distinct.to_list()], schema=dict(schema), orient="row")
    if found.height == 0:
        found = pl.DataFrame(schema=dict(schema))
    table = pl.concat([distinct.to_frame(), found], how="horizontal")
    return texts.to_frame().join(table, on=name, how="left", maintain_order="left").drop(name)


def text_column(rows: pl.DataFrame, field: str) -> pl.Series:
    """The texts of a field, stripped, or as many nulls where these rows have no such field."""
    if field not in rows.columns:
        return pl.Series(field, [None] * rows.height, dtype=pl.String)
    text = rows.get_column(field).cast(pl.String).str.strip_chars()
    return text.set(text == "", None)
