"""Each way of linking three rosters, as a function that runs in a process of its own (measuring.apart)."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from bench.districts import KINDS, parts, rosters, truth
from bench.linkage_scores import scores
from bench.measuring import Clock, Measured, Watch, peak_mb, with_facts
from notoneless.matching.chunks import store
from notoneless.matching.engines import open_engine
from notoneless.matching.linking import link
from notoneless.matching.records import Records, stack

AS_OF = date(2024, 3, 1)
STAGES = {
    "按身份证号归并": "exact",
    "找出可能是同一人的记录": "candidates",
    "学习本地的比对权重": "learn",
    "逐对比较": "compare",
    "逐人归并": "assign",
}
"""The stages of linking.link, as they announce themselves."""


def ours(folder: str, *, scored: bool = True) -> Measured:
    """This project's linkage: normalise, then the stages of linking.link."""
    found = rosters(Path(folder))
    watch = Watch()
    watch("normalise")
    records = stack(found, AS_OF)
    del found
    with open_engine() as engine:
        linkage = link(records.values, engine, progress=lambda stage: watch(STAGES[stage]))
    watch(None)
    measured = Measured(watch.stages, watch.cpu, peak_mb(), {"doubtful": linkage.doubtful.height})
    if not scored:
        return measured
    return with_facts(measured, **scores(truth(Path(folder)), given(records, linkage.person)))


def ours_stored(folder: str) -> Measured:
    """The same linkage over records kept on disk, for what does not fit in memory."""
    watch = Watch()
    with TemporaryDirectory(prefix="notoneless-bench-") as draft, open_engine() as engine:
        watch("normalise")
        records = store(parts(Path(folder)), AS_OF, Path(draft))
        linkage = link(records, engine, progress=lambda stage: watch(STAGES[stage]))
        watch(None)
    measured = Measured(watch.stages, watch.cpu, peak_mb(), {"doubtful": linkage.doubtful.height})
    return with_facts(measured, **pair_scores(truth(Path(folder)), linkage.person))


def pair_scores(known: pl.DataFrame, person: pl.Series) -> dict[str, float]:
    """Precision, recall and F1 of pairs, counted from groups: both have the records in one order."""
    order = pl.col("kind").replace_strict({kind.value: at for at, kind in enumerate(KINDS)}, return_dtype=pl.Int8)
    child = known.sort(order, "row").get_column("child").rename("child")
    both = pl.DataFrame([child, person.rename("person")])
    right, true, found = (_pairs(both, by) for by in (["child", "person"], ["child"], ["person"]))
    return {"f1": 2 * right / (true + found), "precision": right / found, "recall": right / true}


def _pairs(both: pl.DataFrame, by: list[str]) -> int:
    sizes = both.group_by(by).len().get_column("len").cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def given(records: Records, person: pl.Series) -> pl.DataFrame:
    """kind, row, child: the answer as the scoring takes it."""
    return records.texts.select("kind", "row").with_columns(person.alias("child"))


def splink_defaults(folder: str) -> Measured:
    """Splink with its library's comparisons and EM on all rows."""
    from bench.splink_models import library_defaults

    return _splink_all(folder, library_defaults())


def splink_all(folder: str) -> Measured:
    """Splink with the evidence of this project (pinyin, school, guardian's sound) and EM on all rows."""
    from bench.splink_models import same_evidence

    return _splink_all(folder, same_evidence())


def _splink_all(folder: str, settings: Any) -> Measured:
    """The best of several thresholds is shown."""
    from bench.splink_models import on_all_rows

    clock = Clock()
    records = _normalised(folder, clock)
    answers = on_all_rows(records.values, settings, clock)
    measured = clock.measured()
    known = truth(Path(folder))
    tried = [{"threshold": at, **scores(known, given(records, person))} for at, person in answers()]
    return with_facts(measured, **max(tried, key=lambda one: one["f1"]))


def splink_residue(folder: str) -> Measured:
    """Numbers settle what they can; Splink, taught by them, scores the rest; best first, one entry per roster."""
    from bench.splink_models import trained_on_numbers

    clock = Clock()
    records = _normalised(folder, clock)
    person = trained_on_numbers(records.values, clock)
    measured = clock.measured()
    return with_facts(measured, **scores(truth(Path(folder)), given(records, person)))


def _normalised(folder: str, clock: Clock) -> Records:
    found = rosters(Path(folder))
    with clock.stage("normalise"):
        return stack(found, AS_OF)
