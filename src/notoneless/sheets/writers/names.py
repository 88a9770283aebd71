"""Names that a spreadsheet accepts for its sheets."""

import re
from collections.abc import Collection

MOST_CHARACTERS = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = {"history"}  # Excel keeps it for itself, in any case of letters


def legal_sheet_name(name: str, taken: Collection[str] = ()) -> str:
    """Give a sheet name of at most 31 characters, without []:*?/\\, unlike all of `taken` in any case of letters."""
    plain = _FORBIDDEN.sub(" ", name).strip(" '")[:MOST_CHARACTERS].strip(" '") or "表"
    used = {other.casefold() for other in taken} | _RESERVED
    legal, count = plain, 1
    while legal.casefold() in used:
        count += 1
        mark = f"（{count}）"
        legal = plain[: MOST_CHARACTERS - len(mark)].rstrip() + mark
    return legal
