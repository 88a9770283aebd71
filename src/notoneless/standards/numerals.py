"""Small whole numbers as people write them in rosters: 3, ３, 三, 十二, 二十一, ③."""

import re
import unicodedata

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN = re.compile(r"([一二两三四五六七八九])?(十)?([〇零一二三四五六七八九])?")

HAN_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
"""A number below 100 inside a regular expression, in digits or in Han."""


def numeral(text: str) -> int | None:
    """Give the value of a number below 100 in Arabic or Han digits, or None when the text is anything else."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 2 else None
    match = _HAN.fullmatch(text)
    if not text or match is None:
        return None
    tens, ten, ones = match.groups()
    if ten:
        return _DIGITS[tens or "一"] * 10 + _DIGITS[ones or "〇"]
    return _DIGITS[tens or ones] if not (tens and ones) else None


def han(number: int) -> str:
    """Write a number from 0 to 99 in Han: 3 is 三, 12 is 十二."""
    if number < 10:
        return "〇一二三四五六七八九"[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else han(tens)) + "十" + (han(ones) if ones else "")
