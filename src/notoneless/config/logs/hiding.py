"""The last net: a number that could be a person's is struck out of whatever text is about to be written."""

import re

HIDDEN = "［已隐去］"
_NUMBERS = re.compile(
    r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])"  # identity number, GB 11643
    r"|(?<![0-9])[1-9][0-9]{14}(?![0-9A-Za-z])"  # identity number of the first generation
    r"|(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])"  # mobile phone
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


def hidden(text: str) -> str:
    """`text` without identity numbers and mobile numbers, also where they are written in full-width digits."""
    narrow = text.translate(_FULL_WIDTH)
    return _NUMBERS.sub(HIDDEN, narrow) if _NUMBERS.search(narrow) else text
