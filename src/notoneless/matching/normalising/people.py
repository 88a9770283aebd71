"""Names of a column: the normal form and the keys by sound, for children and for guardians."""

from collections.abc import Callable
from functools import cache
from typing import Any

import polars as pl

from notoneless.matching.normalising.distinct import by_distinct
from notoneless.standards import names, pinyin

PLAIN = r"^[\u4e00-\u9fff]{2,4}$"
NAME = {"name": pl.String()}
SOUND = {"sound": pl.String(), "loose": pl.String()}


def _name(text: str) -> dict[str, Any]:
    return {"name": names.parse_name(text).text}


def _sound(text: str) -> dict[str, Any]:
    return {"sound": pinyin.key(text), "loose": pinyin.fuzzy(text)}


@cache
def _replacements() -> tuple[list[str], list[str]]:
    table = {a: b for a, b in names.character_map().items() if a != b}
    return list(table), list(table.values())


def name_column(texts: pl.Series) -> pl.Series:
    """The normal form of each name ("" where there is none)."""
    texts = texts.rename("text")
    old, new = _replacements()
    shaped = texts.str.contains(PLAIN) & ~texts.str.contains(names.doubt_pattern())
    plain = (shaped & (texts.str.replace_many(old, new) == texts)).fill_null(False)
    frame = texts.to_frame().with_row_index("at")
    rest = frame.filter(~plain)
    slow = pl.concat([rest.select("at"), by_distinct(rest.get_column("text"), _name, NAME)], how="horizontal")
    clean = frame.filter(plain).rename({"text": "name"})
    return pl.concat([clean, slow]).sort("at").get_column("name").fill_null("")


def sound_columns(normal: pl.Series) -> pl.DataFrame:
    """`sound` (toneless pinyin) and `loose` (with the sounds merged that Sichuan speech merges) of normal forms."""
    distinct = normal.rename("name").unique().to_frame()
    by_table = pl.col("name").str.contains(PLAIN) & ~pl.col("name").str.head(1).is_in(_own_readings())
    quick = distinct.filter(by_table)
    quick = quick.with_columns(
        _spelled(quick.get_column("name"), lambda syllable: syllable).alias("sound"),
        _spelled(quick.get_column("name"), pinyin.fuzzy_syllable).alias("loose"),
    ).filter(pl.col("sound").str.contains(r"^[ -~]*$"))
    rest = distinct.join(quick, on="name", how="anti").get_column("name")
    slow = pl.concat([rest.to_frame(), by_distinct(rest, _sound, SOUND)], how="horizontal")
    table = pl.concat([quick, slow])
    sounds = (
        normal.rename("name").to_frame().join(table, on="name", how="left", maintain_order="left", nulls_equal=True)
    )
    return sounds.select(pl.col("sound", "loose").fill_null(""))


@cache
def _own_readings() -> list[str]:
    """The characters that are read in a way of their own at the head of a name (单 shan, 尉迟 yu chi)."""
    return sorted({surname[0] for surname in pinyin.surname_readings()})


def _spelled(texts: pl.Series, heard: Callable[[str], str]) -> pl.Series:
    """Each character as its syllable, as it is `heard`; only the characters that occur are looked for."""
    used = sorted(set("".join(texts.to_list())))
    readings = pinyin.character_readings()
    known = [character for character in used if character in readings]
    if not known:
        return texts
    return texts.str.replace_many(known, [heard(readings[c]) + " " for c in known]).str.strip_chars_end(" ")
