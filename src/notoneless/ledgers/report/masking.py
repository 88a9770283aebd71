"""What may stand on a page that goes from hand to hand: a surname, a place, and no number of a person.

Source: 个人信息保护法 6（最小范围）、28 and 31（不满十四周岁未成年人的个人信息是敏感个人信息）.
"""

import re

from notoneless.standards.names import parse_name
from notoneless.standards.surnames import DOT, split_surname

NO_NAME = "（姓名不明）"
HIDDEN = "［号码已隐去］"

_LETTER = re.compile(r"[^\W\d_]")
_NUMBERS = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|[0-9]{15}|[0-9]{17}[0-9Xx])(?![0-9])")
"""Mobile telephone (11 digits), identity number of the first (15) and the second generation (18)."""


def masked_name(raw: str) -> str:
    """A name cell with the surname and at most one more character: 李*, 李*明, 欧阳**, 阿***·***.

    What stood beside the name in its cell (a pet name, a remark, a number) is left out. Never raises.
    """
    name = parse_name(raw).display
    if not _LETTER.search(name):
        return NO_NAME
    if DOT in name or name.isascii():
        return name[0] + "".join(c if c in {DOT, " "} else "*" for c in name[1:])
    surname, given = split_surname(name)
    if len(surname) == 1 and len(given) > 1:
        return f"{surname}{'*' * (len(given) - 1)}{given[-1]}"
    return surname + "*" * len(given)


def without_numbers(text: str) -> str:
    """`text` without anything that has the form of an identity number or of a mobile telephone."""
    return _NUMBERS.sub(HIDDEN, text)
