"""A name for a row that survives the next file: what it says, not where it stands."""

from hashlib import blake2b

import polars as pl

from notoneless.matching.records import Records

SAYS = ("kind", "name", "id_text", "dob_cell", "guardian", "village", "school", "student")


def fingerprints(records: Records) -> pl.Series:
    """Sixteen hexadecimal digits per record. Rows that say the same are told apart by their order."""
    said = records.values.with_columns(records.texts.get_column("kind"))
    joined = said.select(
        pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in SAYS], separator="|").alias("said")
    )
    turn = joined.select((pl.col("said").cum_count().over("said") - 1).alias("turn"))
    texts = joined.get_column("said") + turn.select(
        pl.when(pl.col("turn") > 0).then(pl.concat_str(pl.lit("#"), "turn")).otherwise(pl.lit("")).alias("turn")
    ).get_column("turn")
    digests = [blake2b(text.encode(), digest_size=8).hexdigest() for text in texts.to_list()]
    return pl.Series("fingerprint", digests)


def child_names(person: pl.Series, prints: pl.Series) -> pl.Series:
    """The system's own id of each record's person: C and the fingerprint of the person's first record.

    Records are ordered by kind of roster, so that the id comes from the household register where the child is on it.
    """
    frame = pl.DataFrame([person.alias("person"), prints.alias("print")]).with_row_index("uid")
    first = frame.group_by("person").agg(pl.col("print").sort_by("uid").first().alias("child"))
    names = frame.join(first, on="person", how="left", maintain_order="left").get_column("child")
    return ("C" + names).alias("child")
