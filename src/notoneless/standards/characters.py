"""Han characters that are the same character, or that are mistaken for one another, in names."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from unicodedata import normalize

import opencc

from notoneless.standards.tables import load

_UNIFIED = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))
_COMPATIBLE = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))


def is_han(character: str) -> bool:
    """Whether the character is a unified ideograph; radicals and compatibility forms are not."""
    code = ord(character)
    return any(first <= code < last for first, last in _UNIFIED)


@cache
def character_map() -> Mapping[str, str]:
    """Give every character that has another normal form, with that form.

    Traditional to simplified one by one (OpenCC), then 异体字 and old shapes (table name_variants), the private-use
    codes of GBK (table private_use) and compatibility ideographs. A character that 国发〔2013〕23号 restored for names
    (昇 喆 堃 乾 …) stays itself. Applying the map twice changes nothing more.
    """
    variants = {row["variant"]: row["normal"] for row in load("name_variants").rows}
    private = {chr(int(row["code"], 16)): row["character"] for row in load("private_use").rows}
    replaced = {**_simplified(), **variants}
    for origin, shape in {**_compatibility(), **private}.items():
        replaced[origin] = replaced.get(shape, shape)
    return MappingProxyType({old: new for old, new in _closed(replaced).items() if old != new})


def _simplified() -> dict[str, str]:
    characters = _characters(_UNIFIED)
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if old != new}


def _compatibility() -> dict[str, str]:
    forms = ((old, normalize("NFKC", old)) for old in _characters(_COMPATIBLE))
    return {old: new for old, new in forms if old != new and len(new) == 1}


def _characters(ranges: tuple[tuple[int, int], ...]) -> list[str]:
    return [chr(code) for first, last in ranges for code in range(first, last)]


def _closed(replaced: Mapping[str, str]) -> dict[str, str]:
    """Follow chains (a variant whose normal form is itself traditional) to their end."""

    def end(character: str) -> str:
        following = replaced.get(character, character)
        return character if following == character else end(following)

    return {old: end(old) for old in replaced}


@cache
def _lookalikes() -> Mapping[str, frozenset[str]]:
    others: defaultdict[str, set[str]] = defaultdict(set)
    for row in load("lookalikes").rows:
        for character in row["characters"]:
            others[character].update(row["characters"])
    return {character: frozenset(group - {character}) for character, group in others.items()}


def lookalikes(character: str) -> frozenset[str]:
    """Give the characters that a clerk may write by mistake for this one (table lookalikes)."""
    return _lookalikes().get(character, frozenset())


def lookalike(first: str, second: str) -> bool:
    """Whether two different characters are known to be mistaken for one another in names."""
    return second in lookalikes(first)
