"""The children of a chunk: one row a child, with everything that the rosters will say about them."""

import numpy as np
import polars as pl

from notoneless.samples.chance import Ints, some, stream, weighted, words
from notoneless.samples.chunks import Chunk
from notoneless.samples.families import Families, families_of
from notoneless.samples.identity import Applicants, first_seventeen, with_check_digit
from notoneless.samples.names import Kin, child_names, kin_of
from notoneless.samples.places import VILLAGES, Places
from notoneless.samples.statuses import draw_statuses

RELATIONS = ("父亲", "母亲", "祖父", "祖母", "外祖父")
_GUARDIANS = (0.52, 0.28, 0.1, 0.07, 0.03)
_UNISSUED = (142, 143, 154, 160, 161, 163, 164, 168, 169)
"""Ranges of mobile numbers that no operator gives out (工信部《电信网编号计划》), so nobody can be called."""


def people_of(chunk: Chunk, places: Places) -> pl.DataFrame:
    """Draw the children of a chunk. Columns whose name begins with `_` serve the damage and the shaping only."""
    kids = families_of(chunk)
    chance = stream(chunk.seed, chunk.number, "people")
    kin = kin_of(chance, kids)
    frame = pl.DataFrame(
        {
            "child": np.arange(chunk.first_child, chunk.first_child + chunk.children),
            "name": child_names(chance, kids, kin),
            "sex": words(["女", "男"], kids.boy.astype(np.int64)),
            "birth": pl.Series(kids.born).cast(pl.Int32).cast(pl.Date),
            "nation": kin.nation.gather(pl.Series(kids.family)),
            "twin_of": np.where(kids.twin_of >= 0, kids.twin_of + chunk.first_child, 0),
            "_township": kids.township,
            "outside": kids.outside,
            "migrant": kids.migrant,
        }
    )
    parts = (
        _numbers(chance, chunk, kids, frame["birth"]),
        _homes(chance, kids, places),
        _guardians(chance, kids, kin),
        _schooling(chance, chunk, kids, frame["birth"], places),
    )
    for part in parts:
        frame = frame.hstack(part)
    return draw_statuses(chunk, frame)


def _numbers(chance: np.random.Generator, chunk: Chunk, kids: Families, birth: pl.Series) -> pl.DataFrame:
    """The child's number, and those that are sometimes put in its cell: a sibling's and a parent's."""
    day = birth.dt.to_string("%Y%m%d").cast(pl.Int64).to_numpy()
    station = kids.township + chunk.first_township
    away = kids.migrant | some(chance, 0.03, len(day))
    own = with_check_digit(first_seventeen(chunk, Applicants(day, kids.boy, away, station), chance))
    parent_day = (day // 10_000 - chance.integers(22, 38, size=len(day))) * 10_000 + 101
    parent_day += chance.integers(12, size=len(day)) * 100 + chance.integers(28, size=len(day))
    parent = with_check_digit(511_792 * 10**11 + parent_day * 1000 + chance.integers(1000, size=len(day)))
    following = np.minimum(np.arange(len(day)) + 1, len(day) - 1)
    before = np.maximum(np.arange(len(day)) - 1, 0)
    sibling = np.where(kids.family[following] == kids.family, following, before)
    has = (kids.family[sibling] == kids.family) & (sibling != np.arange(len(day)))
    other = own.gather(pl.Series(sibling)).zip_with(pl.Series(has), pl.repeat("", len(own), eager=True))
    return pl.DataFrame({"id_number": own, "_sibling_number": other, "_parent_number": parent})


def _homes(chance: np.random.Generator, kids: Families, places: Places) -> pl.DataFrame:
    at = kids.township * VILLAGES + kids.village
    other = kids.township * VILLAGES + (kids.village + chance.integers(1, VILLAGES, size=len(at))) % VILLAGES
    return pl.DataFrame(
        {
            "township": words(places.townships, kids.township),
            "village": words(places.villages, at),
            "group": words([f"{number}组" for number in range(1, 11)], kids.group - 1),
            "_village": kids.village,
            "_group": kids.group,
            "_other_village": words(places.villages, other),
        }
    )


def _guardians(chance: np.random.Generator, kids: Families, kin: Kin) -> pl.DataFrame:
    """Who looks after a family's children, and what the other rosters may say instead."""
    count = kids.families
    relation = weighted(chance, _GUARDIANS, count)
    other = (relation + chance.integers(1, 4, size=count)) % len(RELATIONS)
    householder = np.where(some(chance, 0.72, count), relation, chance.integers(3, size=count))
    family = pl.Series(kids.family)
    everyone = pl.concat(kin.persons)

    def person(at: Ints) -> pl.Series:
        return everyone.gather(pl.Series(at * count + np.arange(count))).gather(family)

    return pl.DataFrame(
        {
            "guardian": person(relation),
            "guardian_relation": words(RELATIONS, relation).gather(family),
            "householder": person(householder),
            "phone": _phones(chance, count).gather(family),
            "_other_guardian": person(other),
            "_other_relation": words(RELATIONS, other).gather(family),
            "_other_phone": _phones(chance, count).gather(family),
        }
    )


def _phones(chance: np.random.Generator, count: int) -> pl.Series:
    prefix = np.array(_UNISSUED, dtype=np.int64)[chance.integers(len(_UNISSUED), size=count)]
    return pl.Series(prefix * 10**8 + chance.integers(10**8, size=count)).cast(pl.String)


def _schooling(
    chance: np.random.Generator, chunk: Chunk, kids: Families, birth: pl.Series, places: Places
) -> pl.DataFrame:
    """Grade by age (a few one year late), the school of the home, and another school of the same stage."""
    count = len(birth)
    cohort = birth.dt.year().to_numpy().astype(np.int64) + (birth.dt.month().to_numpy() >= 9)
    grade = np.clip(chunk.school_year - cohort - 5 - some(chance, 0.03, count), 1, 9)
    primary, junior = places.primary[kids.township], places.junior[kids.township]
    near = places.village_school[kids.township]
    home = np.where(grade > 6, junior, primary)
    school = np.where((near >= 0) & (kids.village < 3) & (grade <= 4), near, home)
    towns = len(places.townships)
    away = (kids.township + chance.integers(1, max(towns, 2), size=count)) % towns
    other = np.where(grade > 6, places.junior[away], places.primary[away])
    room = chance.integers(1 << 20, size=count)
    return pl.DataFrame({"_grade": grade, "_school": school, "_other_school": other, "_room": room})
