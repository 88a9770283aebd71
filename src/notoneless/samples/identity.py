"""Identity numbers (GB 11643-1999) on division codes that do not exist, each given out once."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from notoneless.samples.chance import Bools, Ints
from notoneless.samples.chunks import Chunk
from notoneless.standards.tables import load

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PAIRS = 500
"""Order codes 000–999: odd for boys, even for girls."""
_STATION_BLOCK = 10
"""Pairs. A station numbers from a block of its own, so neighbours born on one day have close numbers."""
_LATER_PREFECTURES, _FIRST_LATER = 49, 5140
"""Chunks after the first take division codes 514091 … 518894: no such prefecture exists."""


@dataclass(frozen=True, slots=True)
class Applicants:
    """Who gets a number: birth as YYYYMMDD, sex, whether the number is from another place, the station."""

    birth: Ints
    boy: Bools
    away: Bools
    station: Ints


def home_divisions(chunk: Chunk) -> Ints:
    """The four division codes of a chunk's own children."""
    codes = np.array([int(row["code"]) for row in _divisions("home")], dtype=np.int64)
    if chunk.number == 0:
        return codes
    return codes % 100 + (_FIRST_LATER + (chunk.number - 1) % _LATER_PREFECTURES) * 100


def away_divisions() -> Ints:
    """The division codes of children who came from elsewhere."""
    return np.array([int(row["code"]) for row in _divisions("away")], dtype=np.int64)


def _divisions(use: str) -> list[dict[str, str]]:
    return [dict(row) for row in load("divisions", "notoneless.samples").rows if row["use"] == use]


def first_seventeen(chunk: Chunk, people: Applicants, chance: np.random.Generator) -> Ints:
    """The 17 digits before the check digit, no two alike in the whole district."""
    count = len(people.birth)
    home, away = home_divisions(chunk), away_divisions()
    pick = chance.integers(1 << 30, size=count)
    # Most families of a district carry the code of the county, fewer those of its parts before mergers.
    division = np.where(people.away, away[pick % len(away)], home[np.minimum(pick % 7 // 2, len(home) - 1)])
    late = max(chunk.number - 1, 0) // _LATER_PREFECTURES
    shares = max(1, -(-(chunk.of - 1) // _LATER_PREFECTURES))
    guests = min(chunk.of, _PAIRS)
    width = np.where(people.away, _PAIRS // guests, _PAIRS // shares)
    start = np.where(people.away, chunk.number % guests, late) * width
    block = (people.station * _STATION_BLOCK + pick // 7 % _STATION_BLOCK) % width
    attempt = 0
    while True:
        number = (division * 10**8 + people.birth) * 1000 + (start + block) * 2 + people.boy
        again = _repeated(number)
        if not again.any():
            return np.asarray(number, dtype=np.int64)
        attempt += 1
        block = np.where(again, (block + 1) % width, block)
        move = again & people.away & (block == 0)
        division = np.where(move, away[(pick + attempt) % len(away)], division)


def _repeated(numbers: Ints) -> Bools:
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    again = np.zeros(len(numbers), dtype=np.bool_)
    again[order[1:]] = ordered[1:] == ordered[:-1]
    return again


def with_check_digit(seventeen: Ints) -> pl.Series:
    """The whole number as text, its last character after GB 11643 (ISO 7064 MOD 11-2)."""
    rest, total = seventeen.copy(), np.zeros(len(seventeen), dtype=np.int64)
    for weight in reversed(_WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += digit * weight
    check = pl.Series(list(_CHECK)).gather(pl.Series(total % 11))
    return pl.select(pl.concat_str(pl.Series(seventeen).cast(pl.String), check)).to_series()
