"""What has become of each child, and which findings a reconciliation must therefore give."""

from functools import cache

import numpy as np
import polars as pl

from notoneless.samples.chance import some, stream, weighted
from notoneless.samples.chunks import Chunk
from notoneless.standards.tables import load

_OUT_OF_SCHOOL = ("not_enrolled", "record_without_person")


@cache
def status_table() -> pl.DataFrame:
    """The rules of tables/statuses.csv, one row a status."""
    rows = [dict(row) for row in load("statuses", "notoneless.samples").rows]
    numbers = {"share": pl.Float64, "registered": pl.Float64, "enrolments": pl.Int64, "attends": pl.Int64}
    numbers |= {"disabled": pl.Float64, "hardship": pl.Float64}
    return pl.DataFrame(rows).cast(numbers)  # type: ignore[arg-type]


def draw_statuses(chunk: Chunk, people: pl.DataFrame) -> pl.DataFrame:
    """Add status, the rosters that follow from it, and whether disabled or of a household in hardship."""
    table, chance, count = status_table(), stream(chunk.seed, chunk.number, "statuses"), people.height
    names = table["status"].to_list()
    shares = table["share"].to_numpy().copy()
    shares[0] = 1 - shares.sum()
    at = weighted(chance, shares, count)
    first_grade = people["_grade"].to_numpy() == 1
    other_school = (people["_other_school"] != people["_school"]).to_numpy()
    at[(at == names.index("delayed")) & ~first_grade] = names.index("suspended")
    needs_two = np.isin(at, [names.index("dual"), names.index("elsewhere_in_district")])
    at[(needs_two & ~other_school) | people["outside"].to_numpy()] = 0
    at[people["migrant"].to_numpy()] = names.index("migrant_in")
    rules = table[at]
    registered = some(chance, rules["registered"].to_numpy(), count) & ~people["outside"].to_numpy()
    marks = {
        "status": rules["status"],
        "_registered": pl.Series(registered),
        "_enrolments": rules["enrolments"],
        "_attends": rules["attends"] == 1,
        "_explained": rules["explained"],
        "_finding": rules["finding"],
        "_disabled": pl.Series(some(chance, rules["disabled"].to_numpy(), count)),
        "_hardship": pl.Series(some(chance, rules["hardship"].to_numpy(), count)),
    }
    return people.with_columns(**marks)


def findings_of(people: pl.DataFrame) -> pl.DataFrame:
    """The findings (kind, child) that are true of these children, in order of child and kind.

    Each status has its own finding; a disabled child out of school and unexplained is also `disabled_unplaced`
    (残疾人教育条例 20), one in hardship also `hardship_out_of_school` (教基厅函〔2024〕15号 三比对).
    """
    out = pl.col("_finding").is_in(_OUT_OF_SCHOOL)
    own = people.filter(pl.col("_finding") != "").select(kind="_finding", child="child")
    unplaced = people.filter(out & pl.col("_disabled")).select(kind=pl.lit("disabled_unplaced"), child="child")
    poor = people.filter(out & pl.col("_hardship")).select(kind=pl.lit("hardship_out_of_school"), child="child")
    return pl.concat([own, unplaced, poor]).sort("child", "kind")
