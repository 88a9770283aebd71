"""Names that people give to places and classes: one form for each."""

import re
import unicodedata

from notoneless.places.rules.refusals import NotPossibleError
from notoneless.standards.numerals import han

LONGEST = 60
MOST_CLASSES = 99
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def place_name(text: str) -> str:
    """A name without spaces and unseen marks. Raises NotPossibleError when nothing readable or too much is left."""
    name = re.sub(r"\s", "", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    if not name:
        raise NotPossibleError("请填写名称", "name")
    if len(name) > LONGEST:
        raise NotPossibleError(f"名称有 {len(name)} 字，最多 {LONGEST} 字", "name")
    if not _HAN.search(name):
        raise NotPossibleError(f"名称“{name}”里没有汉字，请填写全称", "name")
    return name


def class_name(grade: int, number: int) -> str:
    """The usual name of a class: 三年级2班."""
    return f"{han(grade)}年级{number}班"
