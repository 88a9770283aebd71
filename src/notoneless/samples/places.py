"""Invented townships, villages and schools."""

from dataclasses import dataclass

import numpy as np

from notoneless.samples.chance import Ints, stream
from notoneless.samples.chunks import Chunk
from notoneless.standards.tables import load

COUNTY = "霁川区"
CITY_COUNTY = "岚州市霁川区"
PROVINCE_COUNTY = "四川省岚州市霁川区"
VILLAGES = 12
_NEW_NAME_EVERY = 7919  # a prime: neighbours in number do not share their first character


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a chunk. `primary`, `junior`, `village_school` give a school's position by township;
    `village_school` is −1 where there is none, else it takes grades 1–4 of the first villages."""

    townships: list[str]
    township_codes: list[str]
    villages: list[str]
    schools: list[str]
    school_codes: list[str]
    classes: Ints
    primary: Ints
    junior: Ints
    village_school: Ints
    special: int


def places_of(chunk: Chunk) -> Places:
    """Name the townships of `chunk`, twelve villages in each, and their schools."""
    chars = {row["use"]: row["characters"] for row in load("places", "notoneless.samples").rows}
    offset = int(stream(chunk.seed, 0, "places").integers(10_000))
    numbers = range(chunk.first_township, chunk.first_township + chunk.townships)
    townships = [_township(chars, number, offset) for number in numbers]
    villages = [_village(chars, number, at, offset) for number in numbers for at in range(VILLAGES)]
    codes = [f"511791{101 + number % 899}" for number in numbers]
    return _with_schools(chunk, townships, codes, villages)


def _township(chars: dict[str, str], number: int, offset: int) -> str:
    first, second, third = (chars[f"township_{part}"] for part in ("first", "second", "third"))
    at = (number * _NEW_NAME_EVERY + offset) % (len(first) * len(second))
    again = number // (len(first) * len(second))
    body = first[at % len(first)] + second[at // len(first)]
    series = "" if again == 0 else third[(again - 1) % len(third)] * (1 + (again - 1) // len(third))
    return series + body + ("街道" if number % 7 == 0 else "乡" if number % 7 in (3, 5) else "镇")


def _village(chars: dict[str, str], number: int, at: int, offset: int) -> str:
    first, second = chars["village_first"], chars["village_second"]
    place = (number * 97 + at * 131 + offset) % (len(first) * len(second))
    return first[place % len(first)] + second[place // len(first)] + ("社区" if at % 6 == 5 else "村")


def _with_schools(chunk: Chunk, townships: list[str], codes: list[str], villages: list[str]) -> Places:
    """By turns: primary and junior; nine-year; primary with a village primary and junior; nine-year with one."""
    names: list[str] = []
    kinds: list[str] = []

    def found(kind: str, name: str) -> int:
        kinds.append(kind)
        names.append(name)
        return len(names) - 1

    primary, junior, village_school = [], [], []
    for at, town in enumerate(townships):
        style = (chunk.first_township + at) % 4
        if style in (0, 2):
            primary.append(found("21", f"{COUNTY}{town}中心小学校"))
            junior.append(found("31", f"{CITY_COUNTY}{town}初级中学"))
        else:
            primary.append(found("31", f"{CITY_COUNTY}{town}九年一贯制学校"))
            junior.append(primary[-1])
        village = found("21", f"{town}中心小学{villages[at * VILLAGES]}小学") if style >= 2 else -1
        village_school.append(village)
    special = found("51", f"{CITY_COUNTY}{'' if chunk.number == 0 else f'第{chunk.number + 1}'}特殊教育学校")
    sizes = {special: 1, **{at: 1 for at in village_school if at >= 0}}
    return Places(
        townships,
        codes,
        villages,
        names,
        [f"{kind}51{900_000 + (chunk.number * 200 + at) % 100_000:06d}" for at, kind in enumerate(kinds)],
        np.array([sizes.get(at, 2) for at in range(len(names))], dtype=np.int64),
        np.array(primary, dtype=np.int64),
        np.array(junior, dtype=np.int64),
        np.array(village_school, dtype=np.int64),
        special,
    )
