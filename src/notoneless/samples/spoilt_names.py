"""Names as they are miswritten. Each function takes the right text and a draw, and gives the text in the cell."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from notoneless.samples.names import pool
from notoneless.standards.tables import load

Spoil = Callable[[str, int], str]
_REMARKS = ("（转）", "(借读)", "（休学）", "（插班）", "(新转入)", "*", "（留守）")
_DOTS = ("•", "．", ".", "・", "‧", "", " ", "。", "-")
_EDGES = (" ", "\u3000", "\u00a0", "\u200b", "\t", "\n")


@cache
def _others(kind: str) -> Mapping[str, str]:
    """For every character the ones it is taken for."""
    found: dict[str, str] = {}
    for row in load("mistakes", "notoneless.samples").rows:
        if row["kind"] == kind:
            group = row["characters"]
            for character in group:
                found[character] = found.get(character, "") + group.replace(character, "")
    return found


@cache
def _pinyin() -> Mapping[str, str]:
    rows = load("mistakes", "notoneless.samples").rows
    return {row["characters"][0]: row["characters"][1:] for row in rows if row["kind"] == "pinyin"}


def _exchange(kind: str) -> Spoil:
    def spoil(name: str, draw: int) -> str:
        table = _others(kind)
        at = [place for place, character in enumerate(name) if character in table]
        if not at:
            return name
        place = at[-1 - draw % len(at)]  # given names are written wrong more often than surnames
        options = table[name[place]]
        return name[:place] + options[draw // 7 % len(options)] + name[place + 1 :]

    return spoil


def _dropped(name: str, draw: int) -> str:
    return name[: 1 + draw % 2] + name[2 + draw % 2 :] if len(name) == 3 else name


def _doubled(name: str, draw: int) -> str:
    return name[0] + name[-1] * 2 if len(name) == 3 or draw % 4 == 0 else name


def _spaced(name: str, draw: int) -> str:
    gap = (" ", "\u3000", "  ")[draw % 3]
    return gap.join(name) if len(name) == 2 else name[:1] + gap + name[1:]


def _edge_space(text: str, draw: int) -> str:
    edge = _EDGES[draw % len(_EDGES)]
    return text + edge if draw // 7 % 3 else edge + text


@cache
def _rare() -> re.Pattern[str]:
    return re.compile(f"[{''.join(pool('rare'))}]")


def _rare_lost(name: str, draw: int) -> str:
    return _rare().sub("?？□*"[draw % 4], name)


def _dot(name: str, draw: int) -> str:
    return name.replace("·", _DOTS[draw % len(_DOTS)])


def _remarked(name: str, draw: int) -> str:
    return name + _REMARKS[draw % len(_REMARKS)]


def _pet_name(name: str, draw: int) -> str:
    return (name[-1] * 2, "小" + name[-1], "阿" + name[-1], name[0] + name[-1] * 2)[draw % 4]


def _in_pinyin(name: str, draw: int) -> str:
    table = _pinyin()
    at = [place for place, character in enumerate(name) if place and character in table]
    if not at:
        return name
    place = at[draw % len(at)]
    return name[:place] + table[name[place]] + name[place + 1 :]


NAMES: Mapping[str, Spoil] = {
    "homophone": _exchange("homophone"),
    "lookalike": _exchange("lookalike"),
    "variant": _exchange("variant"),
    "dropped": _dropped,
    "doubled": _doubled,
    "spaced": _spaced,
    "edge_space": _edge_space,
    "rare_lost": _rare_lost,
    "dot": _dot,
    "remarked": _remarked,
    "pet_name": _pet_name,
    "pinyin": _in_pinyin,
}
