"""Splink 5 on DuckDB as the measure: its own defaults on all rows, and the best design known on the rest.

Both get the normalised columns of matching.records, so that only candidates, scoring and joining are compared.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import polars as pl
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule

from bench.measuring import Clock
from notoneless.matching.assignment import Pair, assign
from notoneless.matching.engines import open_engine
from notoneless.matching.engines.duck import ArrowStream
from notoneless.matching.exact import group_by_number

THRESHOLDS = (0.5, 0.9, 0.99, 0.999)
SHOWN = 0.99
"""The threshold whose clustering is timed."""
LEAST_WEIGHT = -2.0
TEACHERS = 200_000
"""Records whose numbers teach the model."""
COLUMNS = (
    "unique_id", "roster", "key", "id_text", "name", "sound", "loose", "month", "birth", "sex", "guardian",
    "guardian_sound", "phone", "town", "village", "school", "grade",
)  # fmt: skip
_NUMBER = cl.LevenshteinAtThresholds("id_text", [1, 2])
Persons = Iterator[tuple[float, pl.Series]]


def _known(values: pl.DataFrame) -> pl.DataFrame:
    """The columns under the names used here; what is not said is null."""
    texts = ("name", "sound", "loose", "guardian", "guardian_sound", "town", "village", "school", "id_text")
    numbers = ("key", "month", "sex", "phone", "grade")
    year, month, day = (pl.col("dob") // 10000, pl.col("dob") // 100 % 100, pl.col("dob") % 100)
    birth = pl.format("{}-{}-{}", year, month.cast(pl.String).str.zfill(2), day.cast(pl.String).str.zfill(2))
    return values.with_columns(
        pl.when(pl.col("dob") % 100 > 0).then(birth).alias("birth"),
        (pl.col("dob") // 100).alias("month"),
        pl.col("uid").cast(pl.Int64).alias("unique_id"),
    ).with_columns(
        *(pl.when(pl.col(c) != "").then(c).alias(c) for c in texts),
        *(pl.when(pl.col(c) != 0).then(c).alias(c) for c in numbers),
    )


def _table(api: DuckDBAPI, connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> Any:
    """A table of DuckDB's own, known to Splink."""
    stream = ArrowStream(frame)
    connection.register(f"{name}_stream", stream)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_stream")  # noqa: S608 - names of this module
    connection.unregister(f"{name}_stream")
    return api.register(name, table_name=f"{name}_input")


def library_defaults() -> SettingsCreator:
    """The comparisons that the library offers for such columns, with five blocking rules."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("name"),
            cl.DateOfBirthComparison("birth", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.NameComparison("guardian"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("village").configure(term_frequency_adjustments=True),
            _NUMBER,
        ],
        blocking_rules_to_generate_predictions=[
            block_on("id_text"), block_on("name", "birth"), block_on("loose", "month"),
            block_on("birth", "village"), block_on("phone", "sex"),
        ],
        retain_matching_columns=False,
    )  # fmt: skip


def same_evidence() -> SettingsCreator:
    """The levels for this damage, and the keys of the model that numbers teach, for all rows."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*_comparisons(), _NUMBER],
        blocking_rules_to_generate_predictions=[block_on("id_text"), *map(_alike, BLOCKS)],
        retain_matching_columns=False,
    )


def on_all_rows(values: pl.DataFrame, settings: SettingsCreator, clock: Clock) -> Callable[[], Persons]:
    """Train by EM, predict and cluster all rows; the answer gives the persons at each threshold."""
    connection = duckdb.connect()
    api = DuckDBAPI(connection)
    with clock.stage("train"):
        linker = Linker(_table(api, connection, "people", _known(values).select(COLUMNS)), settings, logging.ERROR)
        linker.training.estimate_probability_two_random_records_match([block_on("id_text")], recall=0.9)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for rule in (block_on("id_text"), block_on("name", "birth")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
    with clock.stage("predict"):
        predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    with clock.stage("cluster"):
        _clusters(linker, predicted, SHOWN)
    return lambda: ((at, _clusters(linker, predicted, at)) for at in THRESHOLDS)


def _clusters(linker: Linker, predicted: Any, threshold: float) -> pl.Series:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
    table = pl.DataFrame(found.as_duckdbpyrelation().project("cluster_id, unique_id"))
    return table.sort("unique_id").get_column("cluster_id")


def _taught_number() -> Any:
    """How the number agrees is fixed, for among the teachers it always does."""
    return cl.CustomComparison(
        output_column_name="number",
        comparison_levels=[
            cll.CustomLevel("id_text_l IS NULL OR id_text_r IS NULL").configure(is_null_level=True),
            _fixed("id_text_l[:15] = id_text_r[:15] OR damerau_levenshtein(id_text_l, id_text_r) <= 1", 0.8, 1e-5),
            _fixed("id_text_l[7:14] = id_text_r[7:14]", 0.1, 1e-3),
            _fixed("ELSE", 0.1, 0.999),
        ],
    )


def _comparisons() -> list[Any]:
    """Levels for this damage, without the number."""
    return [
        _levels("name", "name_l = name_r", "sound_l = sound_r", "loose_l = loose_r", "name_l[:1] = name_r[:1]"),
        _levels(
            "birth",
            "birth_l = birth_r",
            "damerau_levenshtein(birth_l, birth_r) <= 1",
            "month_l = month_r",
            "month_l // 100 = month_r // 100",
        ),
        _levels("sex", "sex_l = sex_r"),
        _levels("guardian", "guardian_l = guardian_r", "guardian_sound_l = guardian_sound_r"),
        _levels("phone", "phone_l = phone_r", "damerau_levenshtein(phone_l::VARCHAR, phone_r::VARCHAR) <= 1"),
        _levels("town", "town_l = town_r AND village_l = village_r", "town_l = town_r"),
        _levels("school", "school_l = school_r AND grade_l = grade_r", "grade_l = grade_r", "school_l = school_r"),
    ]


def _levels(column: str, *conditions: str) -> Any:
    levels: list[Any] = [cll.NullLevel(column), *(cll.CustomLevel(each) for each in conditions), cll.ElseLevel()]
    if column == "name":
        levels[1] = levels[1].configure(tf_adjustment_column="name")
    return cl.CustomComparison(output_column_name=column, comparison_levels=levels)


def _fixed(condition: str, m: float, u: float) -> Any:
    return cll.CustomLevel(condition).configure(
        m_probability=m, u_probability=u, fix_m_probability=True, fix_u_probability=True
    )


BLOCKS = (
    ("name", "birth"), ("loose", "month"), ("birth", "village"), ("phone", "sex"), ("name", "village"),
    ("guardian", "birth"), ("loose", "guardian_sound"), ("loose", "school", "grade"), ("id_text[:15]",),
)  # fmt: skip


def _alike(columns: tuple[str, ...], *more: str) -> Any:
    """Records that agree in the columns."""
    same = (f"{_side(column, 'l')} = {_side(column, 'r')}" for column in columns)
    return CustomRule(" AND ".join((*same, *more)), sql_dialect="duckdb")


def _apart(columns: tuple[str, ...]) -> Any:
    """Records that agree in the columns and whose groups have no roster in common."""
    return _alike(columns, "(l.mask & r.mask) = 0")


def _side(column: str, side: str) -> str:
    return f"{side}.{column}"


def _settings(prior: float) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*_comparisons(), _taught_number()],
        blocking_rules_to_generate_predictions=[_apart(columns) for columns in BLOCKS],
        probability_two_random_records_match=prior,
        retain_matching_columns=False,
        additional_columns_to_retain=["group_no"],
    )


def trained_on_numbers(values: pl.DataFrame, clock: Clock) -> pl.Series:
    """The person of each record."""
    connection = duckdb.connect()
    api = DuckDBAPI(connection)
    with clock.stage("exact"), open_engine() as engine:
        exact = group_by_number(values, engine)
        people = _masked(_known(values), exact.group)
    with clock.stage("train"):
        keyed = people.filter(pl.col("key").is_not_null())
        step = keyed.height // TEACHERS + 1
        taught = Linker(
            _table(api, connection, "teachers", keyed.filter(pl.col("key") // 11 % step == 0)),
            _settings(1e-6),
            logging.ERROR,
        )
        taught.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        taught.training.estimate_m_from_label_column("key")
        model = taught.misc.save_model_to_json()
    everything = max(people.get_column("mask").to_list())
    residue = people.filter(pl.col("mask") != everything)
    unkeyed = int(residue.get_column("key").is_null().sum())
    model["probability_two_random_records_match"] = max(unkeyed, 1) / (residue.height**2 / 2)
    with clock.stage("predict"):
        linker = Linker(_table(api, connection, "residue", residue), model, logging.ERROR)
        predicted = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
        columns = "match_weight, group_no_l, group_no_r, unique_id_l, unique_id_r"
        pairs = pl.DataFrame(predicted.as_duckdbpyrelation().project(columns))
    with clock.stage("assign"):
        return _joined(pairs, people, exact.group)


def _masked(people: pl.DataFrame, group: pl.Series) -> pl.DataFrame:
    """Each record with its group and the rosters of the group, as bits."""
    bit = pl.lit(1, pl.Int64).mul(pl.lit(2, pl.Int64).pow(pl.col("roster").cast(pl.Int64))).cast(pl.Int64)
    return (
        people.select(COLUMNS)
        .with_columns(group.cast(pl.Int64).alias("group_no"))
        .with_columns(bit.unique().sum().over("group_no").alias("mask"))
    )


def _joined(pairs: pl.DataFrame, people: pl.DataFrame, group: pl.Series) -> pl.Series:
    masks = dict(people.select("group_no", "mask").unique().iter_rows())
    best = (
        pairs.sort("match_weight", "unique_id_l", "unique_id_r", descending=[True, False, False])
        .unique(["group_no_l", "group_no_r"], keep="first", maintain_order=True)
        .select("group_no_l", "group_no_r", "match_weight", "unique_id_l", "unique_id_r")
    )
    result = assign(
        [Pair(a, b, weight, left, right, twice=False) for a, b, weight, left, right in best.iter_rows()],
        masks,
        {},
    )
    return group.cast(pl.Int64).replace({child: result.find(child) for child in result.parent})
