import pytest

from notoneless.standards.pinyin import (
    character_readings,
    fuzzy,
    fuzzy_syllable,
    initials,
    key,
    surname_readings,
    syllables,
)
from notoneless.standards.tables import load


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("李燕", "li yan"),
        ("单小明", "shan xiao ming"),
        ("仇和", "qiu he"),
        ("解珍", "xie zhen"),
        ("曾国", "zeng guo"),
        ("区文", "ou wen"),
        ("查文", "zha wen"),
        ("任文", "ren wen"),
        ("盖文", "ge wen"),
        ("员文", "yun wen"),
        ("覃文", "qin wen"),
        ("朴文", "piao wen"),
        ("牟文", "mou wen"),
        ("缪文", "miao wen"),
        ("乐文", "yue wen"),
        ("王乐", "wang le"),
        ("冼文", "xian wen"),
        ("翟文", "zhai wen"),
        ("卜文", "bu wen"),
        ("逄文", "pang wen"),
        ("尉迟文", "yu chi wen"),
        ("万俟文", "mo qi wen"),
        ("长孙文", "zhang sun wen"),
        ("万文", "wan wen"),
        ("王晟", "wang sheng"),
        ("王长青", "wang chang qing"),
        ("吕绿", "lv lv"),
        ("李㛃", "li jie"),
        ("王𬭎", "wang hong"),
        ("阿依·古丽", "a yi gu li"),
    ],
)
def test_readings_of_names(name: str, reading: str) -> None:
    assert key(name) == reading
    assert syllables(name) == tuple(reading.split())


def test_what_has_no_reading_stands_for_itself() -> None:
    assert key("李?") == "li ?"
    assert key("李Amy") == "li a m y"
    assert key("") == fuzzy("") == initials("") == ""


def test_initials() -> None:
    assert initials("张小英") == "zxy"


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhang", "zang"), ("chen", "cheng"), ("shi", "si"), ("nan", "lan"), ("ling", "lin"), ("hu", "fu"), ("nv", "lv")],
)
def test_equal_to_a_sichuan_ear(one: str, other: str) -> None:
    assert fuzzy_syllable(one) == fuzzy_syllable(other)


@pytest.mark.parametrize(
    ("one", "other"), [("wang", "wan"), ("ran", "lan"), ("huang", "fang"), ("hui", "fei"), ("jin", "qin")]
)
def test_distinct_even_in_sichuan(one: str, other: str) -> None:
    assert fuzzy_syllable(one) != fuzzy_syllable(other)


def test_fuzzy_names() -> None:
    assert fuzzy("陈诗宁") == fuzzy("程思林")


def test_fuzzy_syllables_are_stable() -> None:
    readings = set(character_readings().values())
    assert all(fuzzy_syllable(fuzzy_syllable(sound)) == fuzzy_syllable(sound) for sound in readings)


def test_readings_are_plain_letters() -> None:
    assert all(sound.isascii() and sound.isalpha() for sound in character_readings().values())
    assert len(character_readings()) > 40_000


def test_table_readings_are_syllables() -> None:
    known = {row["syllable"] for row in load("syllables").rows}
    assert {sound for row in load("readings").rows for sound in row["reading"].split()} <= known
    assert all(len(text) == len(sound.split()) for text, sound in surname_readings().items())
