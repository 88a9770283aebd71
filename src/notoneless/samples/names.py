"""Names of children and grown-ups: surnames by their share, given names by what a cohort likes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from notoneless.samples.chance import Bools, Ints, falling, some, weighted, words
from notoneless.samples.families import Families
from notoneless.standards.tables import load

_PACKAGE = "notoneless.samples"
_RARE = 0.02
_ONE_CHARACTER = 0.11
_WHOLE = 0.10
_TWINS_ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Kin:
    """Names by family: father, mother, father's parents, mother's father; the family's nationality (民族)."""

    surname: pl.Series
    nation: pl.Series
    people: Ints
    dotted: Bools
    persons: tuple[pl.Series, ...]


@cache
def pool(use: str) -> pl.Series:
    """The characters for one use, most liked first."""
    row = next(row for row in load("given", _PACKAGE).rows if row["use"] == use)
    return pl.Series(list(row["characters"]), dtype=pl.String)


@cache
def _whole(sex: str) -> pl.Series:
    row = next(row for row in load("whole_names", _PACKAGE).rows if row["sex"] == sex)
    return pl.Series(row["names"].split(), dtype=pl.String)


@cache
def _surnames() -> tuple[pl.Series, tuple[float, ...]]:
    rows = load("surnames", _PACKAGE).rows
    return pl.Series([row["surname"] for row in rows]), tuple(float(row["share"]) for row in rows)


def surnames(chance: np.random.Generator, count: int) -> pl.Series:
    """Surnames, each as often as in the country."""
    names, shares = _surnames()
    return words(names, weighted(chance, shares, count))


def join(*parts: pl.Series) -> pl.Series:
    """The parts of each row run together."""
    return pl.select(pl.concat_str(*parts)).to_series()


def choose(mask: Bools, yes: pl.Series, no: pl.Series) -> pl.Series:
    """Row by row `yes` where `mask`, else `no`."""
    return yes.zip_with(pl.Series(mask), no)


def _liked(chance: np.random.Generator, use: str, count: int) -> pl.Series:
    characters = pool(use)
    return words(characters, weighted(chance, falling(len(characters)), count))


def _grown_up(chance: np.random.Generator, surname: pl.Series, use: str) -> pl.Series:
    count = len(surname)
    second = choose(some(chance, 0.35, count), pl.repeat("", count, eager=True), _liked(chance, use, count))
    return join(surname, _liked(chance, use, count), second)


def kin_of(chance: np.random.Generator, kids: Families) -> Kin:
    """Name the grown-ups of every family. Families of namesakes share a surname."""
    count = kids.families
    alike = np.flatnonzero(kids.namesake_of >= 0)
    here, there = kids.family[alike], kids.family[kids.namesake_of[alike]]
    source = np.arange(count)
    source[here] = there
    own, mothers = surnames(chance, count).gather(pl.Series(source)), surnames(chance, count)
    rows = load("peoples", _PACKAGE).rows
    shares = [float(row["share"]) for row in rows]
    people = weighted(chance, [1 - sum(shares), *shares], count)
    people[here] = people[there] = 0
    dotted = some(chance, np.array([0.0, *(float(row["dotted"]) for row in rows)])[people], count)
    persons = [
        _grown_up(chance, own, "elder_man"),
        _grown_up(chance, mothers, "elder_woman"),
        _grown_up(chance, own, "elder_man"),
        _grown_up(chance, surnames(chance, count), "elder_woman"),
        _grown_up(chance, mothers, "elder_man"),
    ]
    for number, row in enumerate(rows, 1):
        at = people == number
        own = choose(at, _word(chance, row["family"], count), own)
        persons = [
            choose(at, other, person) for other, person in zip(_elders(chance, row, own, dotted), persons, strict=True)
        ]
    return Kin(own, words(["汉族", *(row["nation"] for row in rows)], people), people, dotted, tuple(persons))


def _elders(chance: np.random.Generator, row: Mapping[str, str], own: pl.Series, dotted: Bools) -> Iterator[pl.Series]:
    """Grown-ups of a people that names itself in two words; father and his father carry the family's word."""
    dot = words(["", "·"], dotted.astype(np.int64))
    for place, sex in enumerate(("boy", "girl", "boy", "girl", "boy")):
        family = own if place in (0, 2) else _word(chance, row["family"], len(own))
        yield join(family, dot, _word(chance, row[sex], len(own)))


def _word(chance: np.random.Generator, pool_text: str, count: int) -> pl.Series:
    options = pool_text.split()
    return words(options, chance.integers(len(options), size=count))


def child_names(chance: np.random.Generator, kids: Families, kin: Kin) -> pl.Series:
    """Name every child: twins mostly one character apart, namesakes alike."""
    count = len(kids.family)
    family = pl.Series(kids.family)
    first, second = _given(chance, kids)
    surname = kin.surname.gather(family)
    dot = pl.repeat("", count, eager=True)
    dots = words(["", "·"], kin.dotted.astype(np.int64)).gather(family)
    people = kin.people[kids.family]
    for number, row in enumerate(load("peoples", _PACKAGE).rows, 1):
        at = people == number
        own = choose(kids.boy, _word(chance, row["boy"], count), _word(chance, row["girl"], count))
        # A Uyghur child's own name stands first and the father's after it; elsewhere the family stands first.
        own_first = at if row["dotted"] == "1.0" else np.zeros(count, dtype=np.bool_)
        second = choose(own_first, surname, choose(at, own, second))
        surname = choose(own_first, own, surname)
        first = choose(at, dot, first)
        dot = choose(at, dots, dot)
    names = join(surname, dot, first, second)
    alike = np.where(kids.namesake_of >= 0, kids.namesake_of, np.arange(count))
    return names.gather(pl.Series(alike))


def _given(chance: np.random.Generator, kids: Families) -> tuple[pl.Series, pl.Series]:
    """First and second character of the given names; the second is empty for names of one character."""
    count = len(kids.family)
    first = choose(kids.boy, _liked(chance, "boy", count), _liked(chance, "girl", count))
    second = choose(kids.boy, _liked(chance, "boy", count), _liked(chance, "girl", count))
    rare = words(pool("rare"), chance.integers(len(pool("rare")), size=count))
    second = choose(some(chance, _RARE, count), rare, second)
    boys, girls = (words(_whole(sex), chance.integers(len(_whole(sex)), size=count)) for sex in ("boy", "girl"))
    whole = choose(kids.boy, boys, girls)
    favourite = some(chance, _WHOLE, count) & (kids.twin_of < 0)
    first = choose(favourite, whole.str.slice(0, 1), first)
    second = choose(favourite, whole.str.slice(1), second)
    short = some(chance, _ONE_CHARACTER, count) & ~favourite
    return _like_twins(chance, kids, first, second, short)


def _like_twins(
    chance: np.random.Generator, kids: Families, first: pl.Series, second: pl.Series, short: Bools
) -> tuple[pl.Series, pl.Series]:
    """Let most second twins take over all but the last character of the first twin's name."""
    count = len(first)
    alike = (kids.twin_of >= 0) & some(chance, _TWINS_ALIKE, count)
    elder = pl.Series(np.where(kids.twin_of >= 0, kids.twin_of, np.arange(count)))
    short = np.where(alike, short[elder.to_numpy()], short)
    theirs = second.gather(elder)
    first = choose(alike & ~short, first.gather(elder), first)
    same = alike & (second == theirs).to_numpy()
    other = choose((theirs == "然").to_numpy(), pl.repeat("宁", count, eager=True), pl.repeat("然", count, eager=True))
    second = choose(same, other, second)
    return first, choose(short, pl.repeat("", count, eager=True), second)
