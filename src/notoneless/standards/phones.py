"""Telephone numbers in a cell: one or several, in the many ways people write them.

Mobile numbers have 11 digits and start with 13 to 19 (公用电信网间号码编排, 工业和信息化部); land lines have seven or
eight, after an area code that starts with 0.
"""

import re
import unicodedata
from dataclasses import dataclass

from notoneless.standards.identity_numbers import INVISIBLE, missing_reason

_NUMBER = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[- ]?)?"
    r"(?:(?P<mobile>0?1[3-9](?:[- ]?\d){9})"
    r"|(?P<area>\(?0(?:10|2\d|[3-9]\d\d)\)?[- ]?)?(?P<local>[2-9]\d{2,3}[- ]?\d{4}))"
    r"(?!\d)",
    re.ASCII,
)
_PLAIN = re.compile(r"1[3-9]\d{9}", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−_.·•", "-"))
_UNWANTED = dict.fromkeys(map(ord, INVISIBLE + "'’‘`\"“”"))
_SCIENTIFIC = re.compile(r"1\.\d+E\+?10", re.IGNORECASE | re.ASCII)
_DECIMAL_TAIL = re.compile(r"(?<=\d)\.0+$")
_TWO_MOBILES = re.compile(r"(?<!\d)(1[3-9]\d{9})(?=1[3-9]\d{9}(?!\d))", re.ASCII)


@dataclass(frozen=True, slots=True)
class Phone:
    """One cell of a telephone column, read.

    `text` is the first good number: 11 digits, or area code and number joined by a hyphen; mobile numbers go
    before land lines. `all` has every number in that order. Without a good number `text` is "" and `problems` say why.
    """

    raw: str
    text: str
    kind: str
    all: tuple[str, ...]
    problems: tuple[str, ...]


def parse_phone(raw: str) -> Phone:
    """Read a telephone cell. Never raises; `kind` is "mobile", "landline" or ""."""
    if _PLAIN.fullmatch(raw) and not _made_up(raw):
        return Phone(raw, raw, "mobile", (raw,), ())
    text = unicodedata.normalize("NFKC", raw).translate(_UNWANTED).strip()
    missing = missing_reason(text)
    if missing:
        return Phone(raw, "", "", (), (missing,))
    text = _TWO_MOBILES.sub(r"\1;", _DECIMAL_TAIL.sub("", text))
    if _SCIENTIFIC.fullmatch(text):
        return Phone(raw, "", "", (), ("phone_scientific",))
    mobiles, landlines = _numbers(" ".join(text.translate(_DASHES).split()))
    good = (*(number for number in mobiles if not _made_up(number)), *landlines)
    if good:
        return Phone(raw, good[0], "landline" if good[0] in landlines else "mobile", good, ())
    return Phone(raw, "", "", (), ("phone_placeholder" if mobiles else _problem(text),))


def _numbers(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The mobile numbers and the land lines in a text, each once, in order."""
    mobiles: dict[str, None] = {}
    landlines: dict[str, None] = {}
    for found in _NUMBER.finditer(text):
        if found["mobile"]:
            mobiles[re.sub(r"\D", "", found["mobile"]).removeprefix("0")] = None
        else:
            area, local = (re.sub(r"\D", "", part or "") for part in (found["area"], found["local"]))
            landlines[f"{area}-{local}" if area else local] = None
    return tuple(mobiles), tuple(landlines)


def _made_up(digits: str) -> bool:
    """Numbers typed to fill a required cell: one digit repeated, or digits counted up."""
    return len(set(digits[2:])) == 1 or "12345678" in digits[:9] or "123456789" in digits


def _problem(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 7 and len(set(digits)) == 1:
        return "phone_placeholder"
    if not digits or re.search(r"[^\W\d_]", text):
        return "phone_character"
    if len(digits) == 11:
        return "phone_placeholder" if _made_up(digits) else "mobile_prefix"
    return "mobile_length"
