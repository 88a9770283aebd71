"""What somebody means who types into the search field: a name, initials, or digits of a number."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from notoneless.children.rules.tails import LONG, SHORT
from notoneless.standards.names import parse_name

Meaning = Literal["nothing", "name", "initials", "number", "long_tail", "short_tail", "too_short"]

_NUMBER = re.compile(r"[0-9]{14,17}[0-9X]")
_TAIL = re.compile(r"[0-9]+X?")
_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class Search:
    """What is meant, and the words in the form in which they are looked for."""

    meaning: Meaning
    words: str = ""


def meaning_of(typed: str) -> Search:
    """Read what was typed. Full-width digits, spaces and small x count as what they stand for."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split()).replace("\0", "").upper()
    if not plain:
        return Search("nothing")
    if _NUMBER.fullmatch(plain):
        return Search("number", plain)
    if _TAIL.fullmatch(plain):
        if len(plain) >= LONG:
            return Search("long_tail", plain[-LONG:])
        return Search("short_tail", plain[-SHORT:]) if len(plain) >= SHORT else Search("too_short", plain)
    if _LETTERS.fullmatch(plain):
        return Search("initials", plain.lower())
    return Search("name", parse_name(plain).text or plain)
