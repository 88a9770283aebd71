"""Which district the rosters are of, as the addresses in them say."""

from collections import Counter

import polars as pl

from notoneless.standards.addresses import split_divisions

LOOKED_AT = 2000
"""Addresses that are enough to tell: the answer is a majority."""


def district_name(children: pl.DataFrame) -> str:
    """City and county (岚州市霁川区) that more than half of the addresses name, "" where there is no such."""
    columns = [c for c in ("registered_address", "address") if c in children.columns]
    texts = [text for c in columns for text in children.get_column(c).head(LOOKED_AT).to_list() if text]
    named = [(city, county) for _, city, county, _ in map(split_divisions, texts) if county]
    counties = Counter(county for _, county in named)
    county, count = counties.most_common(1)[0] if counties else ("", 0)
    if 2 * count <= len(named):
        return ""
    cities = Counter(city for city, of in named if of == county and city)
    return (cities.most_common(1)[0][0] if cities else "") + county
