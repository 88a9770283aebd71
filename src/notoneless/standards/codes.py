"""Code lists with the words that people write for each code: sex, nation, relation, disability, status, hardship …

Each list is a table of this package: `code`, `label`, `synonyms` (parted by |) and further columns, which are the
attributes of a code. A synonym that starts with = counts only when it is the whole cell; so does one of a single
character. The source of a list is on top of its file.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from notoneless.standards.identity_numbers import INVISIBLE
from notoneless.standards.tables import load

_SEPARATED = re.compile(r"[、,;/|+\n\r]|以及|和|及")
_IGNORED = re.compile(rf"[\s{INVISIBLE}'\"“”‘’。.:·]+")
_NEGATIONS = frozenset("不未非无没")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list; `attributes` are the table's further columns."""

    code: str
    label: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _CodeList:
    labels: Mapping[str, str]
    words: Mapping[str, Code]
    long_words: tuple[str, ...]  # longest first: those that may be found inside other words
    starts: frozenset[str]  # the first two characters of each of these


@lru_cache(maxsize=1 << 14)
def code(table: str, word: str) -> Code | None:
    """The code of what a cell says: of the whole of it, or of the longest word of the list inside it.

    None when nothing is found, when two codes have an equal claim, or when the word found is denied (未休学).
    """
    known = _code_list(table)
    text = _normal(word)
    if text in known.words:
        return known.words[text]
    found = _inside(known, text)
    longest = max((len(synonym) for synonym in found.values()), default=0)
    claims = {known.words[synonym].code: known.words[synonym] for synonym in found.values() if len(synonym) == longest}
    return next(iter(claims.values())) if len(claims) == 1 else None


def codes(table: str, words: str) -> tuple[Code, ...]:
    """The codes of a cell that may name several (脱贫户、低保), each once, in the order written.

    A cell that is one word of the list is not taken apart.
    """
    known = _code_list(table)
    text = _normal(words)
    if text in known.words:
        return (known.words[text],)
    found: dict[str, Code] = {}
    for part in map(_normal, _SEPARATED.split(unicodedata.normalize("NFKC", words))):
        inside = _inside(known, part)
        for synonym in [part] if part in known.words else [inside[at] for at in sorted(inside)]:
            found.setdefault(known.words[synonym].code, known.words[synonym])
    return tuple(found.values())


def labels(table: str) -> Mapping[str, str]:
    """Code to label, in the order of the list: for drop-downs and for writing codes out in words."""
    return _code_list(table).labels


def _normal(word: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", word)).upper()


def _inside(known: _CodeList, text: str) -> dict[int, str]:
    """The words of the list inside a text, by place: longer ones first, none within another, none denied."""
    found: dict[int, str] = {}
    if not any(text[at : at + 2] in known.starts for at in range(len(text) - 1)):
        return found
    for synonym in known.long_words:
        at = text.find(synonym)
        if at >= 0:
            text = text.replace(synonym, "\0" * len(synonym))
            if at == 0 or text[at - 1] not in _NEGATIONS:
                found[at] = synonym
    return found


@cache
def _code_list(table: str) -> _CodeList:
    """Raises ValueError when two codes of the list claim one word."""
    words: dict[str, Code] = {}
    whole_only: set[str] = set()
    names: dict[str, str] = {}
    for row in load(table).rows:
        attributes = {key: value for key, value in row.items() if key not in {"code", "label", "synonyms"}}
        entry = Code(row["code"], row["label"], MappingProxyType(attributes))
        names[entry.code] = entry.label
        for word in (entry.code, entry.label, *row["synonyms"].split("|")):
            key = _normal(word.removeprefix("="))
            if word.startswith("="):
                whole_only.add(key)
            if key and words.setdefault(key, entry).code != entry.code:
                raise ValueError(f"table {table}: {word} stands for {words[key].code} and for {entry.code}")
    inside = (word for word in words.keys() - whole_only if len(word) > 1 and not word.isascii())
    long_words = tuple(sorted(inside, key=lambda word: (-len(word), word)))
    starts = frozenset(word[:2] for word in long_words)
    return _CodeList(MappingProxyType(names), MappingProxyType(words), long_words, starts)
