"""File names that Windows accepts, made from names of places and schools."""

import re
import unicodedata
from collections.abc import Iterable

_MOST = 60  # leaves room for the folders above within Windows' 260 characters
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def legal_file_names(names: Iterable[str]) -> list[str]:
    """A name without ending for each of `names`, in their order: legal on Windows, no two alike in any case of letters.

    Source: Microsoft, "Naming Files, Paths, and Namespaces": reserved characters and device names, no space or full
    stop at the end.
    """
    taken: set[str] = set()
    return [_free(_plain(name), taken) for name in names]


def _plain(name: str) -> str:
    text = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", name))[:_MOST].strip(" .") or "未命名"
    return f"{text}_" if text.split(".")[0].strip().casefold() in _DEVICES else text


def _free(plain: str, taken: set[str]) -> str:
    name, count = plain, 1
    while name.casefold() in taken:
        count += 1
        name = f"{plain}（{count}）"
    taken.add(name.casefold())
    return name
