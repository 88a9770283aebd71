"""Who is born when, and to whom: families, siblings, twins, and namesakes born on one day."""

from dataclasses import dataclass

import numpy as np

from notoneless.samples.chance import Bools, Ints, some, stream
from notoneless.samples.chunks import Chunk
from notoneless.samples.places import VILLAGES

TWINS = 0.018
NAMESAKES = 0.004
OUT_OF_WINDOW = 0.02
MIGRANT_FAMILIES = 0.042
_SECOND, _THIRD = 0.79, 0.97
"""With these about three children in ten have a sibling of school age."""


@dataclass(frozen=True, slots=True)
class Families:
    """The children of a chunk in order of township and family.

    `born` counts days from 1970-01-01; `twin_of` and `namesake_of` are positions or −1; `outside` marks those whom
    only schools list, a little too old or too young; `township` counts within the chunk, `village` within that.
    """

    family: Ints
    families: int
    twin_of: Ints
    namesake_of: Ints
    born: Ints
    boy: Bools
    outside: Bools
    township: Ints
    village: Ints
    group: Ints
    migrant: Bools


def families_of(chunk: Chunk) -> Families:
    """Draw the families of a chunk."""
    chance, count = stream(chunk.seed, chunk.number, "families"), chunk.children
    draw = chance.random(count)
    family = np.repeat(np.arange(count), 1 + (draw > _SECOND).astype(np.int64) + (draw > _THIRD))[:count]
    families = int(family[-1]) + 1
    head = np.searchsorted(family, np.arange(families))
    place = np.arange(count) - head[family]
    single = np.bincount(family, minlength=families)[family] == 1
    township = (head * chunk.townships // count)[family]
    migrant = some(chance, MIGRANT_FAMILIES, families)[family]
    boy = some(chance, 0.525, count)
    born = _births(chance, chunk, family, place)
    twin_of = _twins(chance, place)
    _copy(twin_of, born)
    _copy(np.where(some(chance, 0.68, count), twin_of, -1), boy)
    namesake_of = _namesakes(chance, single & ~migrant, township)
    _copy(namesake_of, born)
    _copy(namesake_of, boy)
    outside = single & ~migrant & (namesake_of < 0) & some(chance, OUT_OF_WINDOW / 0.7, count)
    outside[namesake_of[namesake_of >= 0]] = False
    village, group = chance.integers(VILLAGES, size=families), chance.integers(1, 10, size=families)
    return Families(
        family=family,
        families=families,
        twin_of=twin_of,
        namesake_of=namesake_of,
        born=np.where(outside, _beside_the_window(chance, chunk, count), born),
        boy=boy,
        outside=outside,
        township=township,
        village=village[family],
        group=group[family],
        migrant=migrant,
    )


def _day(chunk: Chunk) -> tuple[int, int]:
    days = (np.datetime64(day, "D").astype(np.int64) for day in (chunk.first_birth, chunk.last_birth))
    first, last = days
    return int(first), int(last)


def _births(chance: np.random.Generator, chunk: Chunk, family: Ints, place: Ints) -> Ints:
    """Evenly over the window; siblings eleven months or more apart (round the window's end as well)."""
    first, last = _day(chunk)
    window = last - first + 1
    base, gap = chance.integers(window, size=len(family)), chance.integers(330, 1300, size=len(family))
    return np.asarray(first + (base[family] + gap[family] * place) % window, dtype=np.int64)


def _twins(chance: np.random.Generator, place: Ints) -> Ints:
    """Second children who are born with the first: the position of the first, or −1."""
    second = place == 1
    rate = TWINS / 2 * len(place) / max(int(second.sum()), 1)
    return np.where(second & some(chance, rate, len(place)), np.arange(len(place)) - 1, -1)


def _namesakes(chance: np.random.Generator, single: Bools, township: Ints) -> Ints:
    """Only children who share name and birthday with an only child some doors away: its position, or −1."""
    count = len(single)
    at = np.arange(count)
    other = np.minimum(at + chance.integers(1, 60, size=count), count - 1)
    chosen = some(chance, NAMESAKES / 0.7, count) & single & single[other] & (township == township[other])
    chosen &= other != at
    chosen &= ~chosen[other]
    return np.where(chosen, other, -1)


def _beside_the_window(chance: np.random.Generator, chunk: Chunk, count: int) -> Ints:
    first, last = _day(chunk)
    early = some(chance, 0.4, count)
    return np.where(early, last + chance.integers(1, 60, size=count), first - chance.integers(1, 300, size=count))


def _copy(source: Ints, values: Ints | Bools) -> None:
    """Where `source` names a position, take its value."""
    at = np.flatnonzero(source >= 0)
    values[at] = values[source[at]]
