"""A name cell as people fill it, and the one form in which names are compared."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from notoneless.standards.characters import character_map, is_han
from notoneless.standards.name_cells import HAN, STEPS, UNKNOWN, WILD, Draft, words
from notoneless.standards.surnames import DOT

__all__ = ["UNKNOWN", "WILD", "PersonName", "character_map", "doubt_pattern", "parse_name"]

_LONG = 10


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name cell, read.

    `text` is for comparing: simplified normal characters, no spaces, no dots, `?` for a character that could not be
    typed (it may be any character), lower case for Latin letters, empty when the cell holds no name. `display` is the
    same name as people write it. What stood beside the name is in `remarks`. Codes are those of the table
    name_problems; `unknown_character` is among the problems exactly when `text` holds a `?`.
    """

    raw: str
    text: str
    display: str
    remarks: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def parse_name(raw: str) -> PersonName:
    """Read a name cell. Never raises; what cannot be settled is a problem and not a guess."""
    if 2 <= len(raw) <= 4 and _is_plain(raw):
        return PersonName(raw, raw, raw)
    shut = "".join(raw.split())
    if 2 <= len(shut) <= 3 and shut[-1] not in "男女" and _is_plain(shut):
        return PersonName(raw, shut, shut, repairs=("spaces",))
    draft = Draft(raw)
    for step in STEPS:
        step(draft)
        if not draft.text:
            break
    return _finished(raw, draft)


def _is_plain(text: str) -> bool:
    """Nothing to repair: the rule for nearly every cell, so it comes first and is quick."""
    return _plain().issuperset(text) and text[:2] not in _openings() and text[-2:] not in _endings()


@cache
def _plain() -> frozenset[str]:
    """Characters that a name may hold without any repair."""
    han = {chr(code) for first, last in ((0x3400, 0x4DC0), (0x4E00, 0xA000)) for code in range(first, last)}
    return frozenset(han - character_map().keys() - WILD)


@cache
def _openings() -> frozenset[str]:
    """How a cell begins that may be no name: such a cell needs a closer look."""
    return frozenset(word[:2] for kind in ("placeholder", "footer", "inside") for word in words(kind))


@cache
def _endings() -> frozenset[str]:
    """How a cell ends that may hold more than a name."""
    kinds = ("placeholder", "footer", "inside", "tail", "title", "relative", "alias")
    return frozenset(word[-2:] for kind in kinds for word in words(kind))


@cache
def doubt_pattern() -> str:
    """Give a regular expression (no look-around) for all-Han cells that need `parse_name` all the same.

    A cell of two to four Han characters that it does not find, and that `character_map` leaves alone, is its own text.
    """
    first, last = ("|".join(sorted(parts)) for parts in (_openings(), _endings()))
    return f"^(?:{first})|(?:{last})$|[{''.join(sorted(WILD & set('某〇')))}]"


def _finished(raw: str, draft: Draft) -> PersonName:
    display = _displayed(draft)
    text = "".join(_compared(character, draft) for character in display if character not in {DOT, " "})
    if not text.strip(UNKNOWN):
        draft.problem("name_blank" if not draft.problems else draft.problems[0])
        text = display = ""
    elif len(text) == 1:
        draft.problem("single_character")
    elif len(text) > _LONG and DOT not in display and not text.isascii():
        draft.problem("long_name")
    if UNKNOWN in text:
        draft.problem("unknown_character")
    return PersonName(raw, text, display, tuple(draft.remarks), tuple(draft.repairs), tuple(draft.problems))


def _displayed(draft: Draft) -> str:
    """Drop what is neither a character of a name nor a sign for one; a foreign name keeps its spaces."""
    if not re.search(f"[{HAN}]", draft.text):
        return " ".join(re.findall(r"[^\W\d_]+", draft.text)) or draft.text
    kept = "".join(c for c in draft.text if is_han(c) or c in WILD or c == DOT or c.isalpha() or _private(c))
    if kept.strip(DOT) != draft.text.replace(" ", ""):
        draft.note(draft.repairs, "punctuation")
    normal = (character_map().get(c, c) if _private(c) else c for c in kept.strip(DOT))
    return "".join(normal)


def _compared(character: str, draft: Draft) -> str:
    if character in WILD:
        return UNKNOWN
    if _private(character):
        draft.problem("private_use_character")
        return UNKNOWN
    normal = character_map().get(character, character)
    if normal != character:
        draft.note(draft.repairs, "character_form")
    return normal.lower()


def _private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff"
