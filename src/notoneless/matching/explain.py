"""A pattern of agreement in words that a clerk can check against two rows."""

from collections.abc import Mapping
from functools import cache

from notoneless.matching.comparing import FIELDS
from notoneless.matching.scoring import Points, levels_table

AGREE = "一致"
WHY = {
    "weak": "证据不足，请对照原表确认",
    "rival": "有两个以上相近的人选，请确认是哪一个",
    "numbers": "其余相符，但两边是不同的有效身份证号",
    "twice": "疑似同一名册中重复登记",
}


@cache
def _words() -> Mapping[tuple[str, str], str]:
    return {(row["field"], row["level"]): row["words"] for row in levels_table().rows}


def sentence(levels: Mapping[str, str]) -> str:
    """What agrees, then what differs: "姓名、监护人、电话一致；身份证号一位不同".

    `levels`: field → level. Fields that one side does not have are not spoken of.
    """
    said = [_words()[field, levels[field]] for field in FIELDS if (field, levels[field]) in _words()]
    agreeing = [words.removesuffix(AGREE) for words in said if words.endswith(AGREE)]
    others = [words for words in said if not words.endswith(AGREE)]
    parts = ["、".join(agreeing) + AGREE] if agreeing else []
    return "；".join(parts + others)


def weighed(levels: Mapping[str, str], points: Points) -> list[tuple[str, float]]:
    """Each level in words with its points, heaviest first."""
    found = [
        (_words()[field, levels[field]], points.of(field, levels[field]))
        for field in FIELDS
        if (field, levels[field]) in _words()
    ]
    return sorted(found, key=lambda item: -abs(item[1]))
