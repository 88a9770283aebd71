"""A user name made from a person's name: its pinyin, and a number where that is taken."""

import re
from collections.abc import Callable

from pypinyin import lazy_pinyin

LONGEST = 32
PATTERN = r"[a-z][a-z0-9._-]{2,31}"
RULE = "账号要以小写字母开头，只用小写字母、数字、点、横线，3–32 个字符"


def acceptable(username: str) -> bool:
    """Whether somebody may be called so."""
    return re.fullmatch(PATTERN, username) is not None


def username_for(name: str, taken: Callable[[str], bool]) -> str:
    """The pinyin of `name`, with 2, 3, … behind it where that is taken: zhangwei, zhangwei2."""
    letters = re.sub(r"[^a-z]", "", "".join(lazy_pinyin(name)).lower())[: LONGEST - 5]
    base = letters if len(letters) >= 3 else f"user{letters}"
    number = 1
    while taken(username := base if number == 1 else f"{base}{number}"):
        number += 1
    return username
