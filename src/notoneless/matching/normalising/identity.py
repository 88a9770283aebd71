"""Identity numbers of a column: state, key, birth date and sex (GB 11643-1999).

The key is `first 17 digits * 11 + check` (X = 10): one to one for every valid number, and it fits 64 bits, so that the
exact stage compares integers and never text.
"""

from typing import Any

import polars as pl

from notoneless.matching.normalising.distinct import by_distinct
from notoneless.standards.identity_numbers import IdState, identity_key, parse_identity_number

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SCHEMA = {"id_text": pl.String(), "id_state": pl.String(), "key": pl.Int64(), "id_dob": pl.Int32(), "id_sex": pl.Int8()}


def parse_one(text: str) -> dict[str, Any]:
    """The columns of `SCHEMA` for one text, by the standard's own parser."""
    number = parse_identity_number(text)
    birth = number.birth
    return {
        "id_text": number.text,
        "id_state": number.state.value,
        "key": identity_key(number.text) if number.state is IdState.VALID else 0,
        "id_dob": birth.year * 10000 + birth.month * 100 + birth.day if birth else 0,
        "id_sex": {"男": 1, "女": 2}.get(number.sex, 0),
    }


def identity_columns(texts: pl.Series) -> pl.DataFrame:
    """`SCHEMA` for each text; a missing text has state "missing" and key 0."""
    frame = texts.rename("text").to_frame().with_row_index("at")
    shaped = frame.filter(pl.col("text").str.contains(r"^[1-9][0-9]{16}[0-9X]$"))
    clean = _clean(shaped)
    rest = frame.join(clean.select("at"), on="at", how="anti")
    slow = pl.concat([rest.select("at"), by_distinct(rest.get_column("text"), parse_one, SCHEMA)], how="horizontal")
    whole = pl.concat([clean.select("at", *SCHEMA), slow]).sort("at").drop("at")
    return whole.with_columns(
        pl.col("id_text").fill_null(""),
        pl.col("id_state").fill_null(IdState.MISSING.value),
        pl.col("key", "id_dob", "id_sex").fill_null(0),
    )


def _clean(shaped: pl.DataFrame) -> pl.DataFrame:
    """Those of the right shape whose date exists and whose check digit fits."""
    last = pl.col("text").str.tail(1)
    numbers = shaped.with_columns(
        pl.col("text").str.head(17).cast(pl.Int64).alias("first"),
        pl.when(last == "X").then(10).otherwise(last.cast(pl.Int64, strict=False)).cast(pl.Int64).alias("last"),
    )
    weighted = sum(
        ((pl.col("first") // 10 ** (16 - i)) % 10 * weight for i, weight in enumerate(WEIGHTS)), start=pl.lit(0)
    )
    day = pl.col("first") // 1000 % 100
    month = pl.col("first") // 100_000 % 100
    year = pl.col("first") // 10_000_000 % 10000
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    longest = pl.when(month == 2).then(28 + leap.cast(pl.Int64)).when(month.is_in([4, 6, 9, 11])).then(30).otherwise(31)
    return numbers.filter(
        ((12 - weighted % 11) % 11 == pl.col("last"))
        & month.is_between(1, 12)
        & day.is_between(1, longest)
        & year.is_between(1900, 2099)
    ).select(
        "at",
        pl.col("text").alias("id_text"),
        pl.lit(IdState.VALID.value).alias("id_state"),
        (pl.col("first") * 11 + pl.col("last")).alias("key"),
        (pl.col("first") // 1000 % 100_000_000).cast(pl.Int32).alias("id_dob"),
        (2 - pl.col("first") % 2).cast(pl.Int8).alias("id_sex"),
    )
