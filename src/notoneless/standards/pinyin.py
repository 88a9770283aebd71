"""Toneless pinyin of names, for homophones: what a name sounds like, and what it sounds like in Sichuan."""

import os
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

# Names are read character by character: the dictionary of phrases, most of what pypinyin loads, is left on the disk.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")

from pypinyin.constants import PINYIN_DICT

from notoneless.standards.surnames import DOT, split_surname
from notoneless.standards.tables import load

_MARKED = {"ü": "v", "ê": "e"}


@cache
def character_readings() -> Mapping[str, str]:
    """Give each character's usual reading in a given name, toneless ASCII with v for ü.

    Table readings (use `given`) first, else the first reading of pypinyin, which is the most frequent one.
    """
    strip = {letter: _toneless(letter) for letter in {letter for text in PINYIN_DICT.values() for letter in text}}
    table = str.maketrans(strip)
    readings = {chr(code): text.partition(",")[0].translate(table) for code, text in PINYIN_DICT.items()}
    readings.update((text, reading) for text, reading in _table("given").items())
    return MappingProxyType(readings)


@cache
def surname_readings() -> Mapping[str, str]:
    """Give the readings that hold at the head of a name only: 单 shan, 尉迟 yu chi (table readings, use `surname`)."""
    return _table("surname")


def _table(use: str) -> Mapping[str, str]:
    return MappingProxyType({row["text"]: row["reading"] for row in load("readings").rows if row["use"] == use})


def _toneless(text: str) -> str:
    """ü and ê are taken apart last, so that only the tone falls."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if letter == "\u0308" and letters:
            letters[-1] = "v"
        elif not unicodedata.combining(letter):
            letters.append(_MARKED.get(letter, letter))
    return "".join(letters)


@lru_cache(maxsize=1 << 16)
def syllables(name: str) -> tuple[str, ...]:
    """Give the syllables of a normal name (`names.parse_name(...).text`).

    What has no reading stands for itself, in lower case: `?` for a character that nobody could type.
    """
    surname, given = split_surname(name)
    head = surname_readings().get(surname)
    given_name = given.replace(DOT, "").lower()
    readings = character_readings()
    first = tuple(head.split()) if head else tuple(readings.get(character, character) for character in surname.lower())
    return (*first, *(readings.get(character, character) for character in given_name))


def key(name: str) -> str:
    """Give the syllables joined by a space: equal for homophones, whatever their tone."""
    return " ".join(syllables(name))


def fuzzy(name: str) -> str:
    """Give the syllables as a speaker of Sichuan Mandarin hears them; see `fuzzy_syllable`."""
    return " ".join(map(fuzzy_syllable, syllables(name)))


def initials(name: str) -> str:
    """Give the first letter of each syllable, as people type them to search: zhang san is zs."""
    return "".join(syllable[0] for syllable in syllables(name))


@cache
def fuzzy_syllable(syllable: str) -> str:
    """Give one form to syllables that Sichuan Mandarin does not tell apart (table fuzzy_sounds, with its source).

    zh=z, ch=c, sh=s, n=l, ing=in, eng=en and hu=fu; an and ang, r and l stay apart, for Sichuan keeps them apart.
    """
    rules = _sounds()
    if syllable in rules["syllable"]:
        return rules["syllable"][syllable]
    for ending, heard in rules["final"].items():
        if syllable.endswith(ending):
            syllable = syllable.removesuffix(ending) + heard
            break
    for beginning, heard in rules["initial"].items():
        if syllable.startswith(beginning):
            return heard + syllable.removeprefix(beginning)
    return syllable


@cache
def _sounds() -> Mapping[str, Mapping[str, str]]:
    parts: dict[str, dict[str, str]] = {"syllable": {}, "initial": {}, "final": {}}
    for row in load("fuzzy_sounds").rows:
        parts[row["part"]][row["sound"]] = row["as"]
    return parts
