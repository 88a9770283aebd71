"""What everybody may see of a personal value. Pure; the kinds are rows of tables/masks.csv."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from notoneless.ledgers.report.masking import masked_name
from notoneless.standards.addresses import parse_address
from notoneless.standards.tables import load

HIDDEN = "***"
MOST = 14
"""So many stars at most: a long text does not tell how long it is."""
VILLAGE_ENDS = ("村", "社区", "会")
"""What a village or community is called by; without such a word it may be the name of a household."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

Row = Mapping[str, str]


def masked(kind: str, value: str) -> str:
    """`value` as it may stand on any page; "" stays empty. Raises LookupError for an unknown kind."""
    row = kinds().get(kind)
    if row is None:
        raise LookupError(f"no kind of mask {kind!r}: {', '.join(kinds())}")
    text = value.strip()
    return WAYS[row["how"]](text, row) if text else ""


@cache
def kinds() -> Mapping[str, Row]:
    """The kinds of masks by name."""
    return {row["kind"]: row for row in load("masks", "notoneless.protection").rows}


def _ends(text: str, row: Row) -> str:
    """A few characters at either end; none of a text so short that they would give it away."""
    head, tail = int(row["head"]), int(row["tail"])
    if len(text) < int(row["least"]):
        return HIDDEN
    return text[:head] + "*" * min(len(text) - head - tail, MOST) + text[len(text) - tail :]


def _name(text: str, _row: Row) -> str:
    return masked_name(text)


def _village(text: str, _row: Row) -> str:
    """Down to the village or community, as far as the address can be read; no group, street, house or name."""
    found = parse_address(text)
    village = found.village if found.village.endswith(VILLAGE_ENDS) else ""
    return "".join((found.province, found.city, found.county, found.township, village)) + HIDDEN


def _year(text: str, _row: Row) -> str:
    found = _YEAR.match(text)
    return f"{found[0]}年" if found else HIDDEN


def _fixed(_text: str, row: Row) -> str:
    return row["words"]


WAYS: Mapping[str, Callable[[str, Row], str]] = {
    "ends": _ends,
    "name": _name,
    "village": _village,
    "year": _year,
    "fixed": _fixed,
}
