"""Names of a column: the normal form and the keys by sound, for children and for guardians."""

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
    return by_distinct(normal, _sound, SOUND).with_columns(pl.all().fill_null(""))
