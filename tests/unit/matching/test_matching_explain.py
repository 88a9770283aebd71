"""Evidence in the words of a clerk."""

import pytest

from notoneless.matching.assignment import Why
from notoneless.matching.comparing import FIELDS
from notoneless.matching.explain import WHY, sentence, weighed
from notoneless.matching.scoring import published

NOTHING = dict.fromkeys(FIELDS, "missing")


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"name": "rare", "birth": "day", "phone": "same"}, "姓名、出生日期、电话一致"),
        ({"name": "sound", "guardian": "same"}, "监护人一致；姓名同音"),
        ({"name": "rare", "number": "slip"}, "姓名一致；身份证号一位不同"),
        ({"name": "different", "sex": "different"}, "姓名不同；性别不同"),
        ({}, ""),
    ],
)
def test_what_agrees_comes_first(levels: dict[str, str], said: str) -> None:
    assert sentence({**NOTHING, **levels}) == said


def test_what_weighs_most_comes_first() -> None:
    levels = {**NOTHING, "name": "rare", "sex": "same", "number": "different"}
    assert weighed(levels, published()) == [("两个不同的有效身份证号", -12.0), ("姓名一致", 7.0), ("性别一致", 0.5)]


def test_every_doubt_has_its_words() -> None:
    assert set(WHY) == {why.value for why in Why}
