import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.characters import character_map, is_han, lookalike, lookalikes
from notoneless.standards.tables import load


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        "吳吴",
        "劉刘",
        "閻阎",
        "鍾钟",
        "锺钟",
        "髙高",
        "呂吕",
        "溫温",
        "眞真",
        "珮佩",
        "峯峰",
        "叡睿",
        "煇辉",
        "𠮷吉",
        "戸户",
        "鉅钜",
    ],
)
def test_forms_of_one_character_are_unified(written: str, normal: str) -> None:
    assert character_map()[written] == normal


@pytest.mark.parametrize("character", "喆哲堃坤昇升淼犇甯邨乾濛龢㛃䶮𬭎阎闫萧肖傅付")
def test_characters_of_their_own_stay(character: str) -> None:
    assert character not in character_map()


def test_private_codes_of_gbk_become_the_characters_they_stood_for() -> None:
    assert character_map()["\ue863"] == "䶮"


def test_the_map_needs_one_pass_only() -> None:
    replaced = character_map()
    assert not [old for old, new in replaced.items() if new in replaced]
    assert all(len(old) == len(new) == 1 for old, new in replaced.items())


def test_the_variant_table_names_its_bases() -> None:
    rows = load("name_variants").rows
    assert {row["basis"] for row in rows} == {"1955", "1965", "folk", "kept"}
    assert all((row["variant"] == row["normal"]) == (row["basis"] == "kept") for row in rows)


@pytest.mark.parametrize(
    "pair", ["己已", "已巳", "未末", "候侯", "博搏", "洋祥", "昇升", "喆哲", "萧肖", "傅付", "晨宸"]
)
def test_lookalikes(pair: str) -> None:
    assert lookalike(pair[0], pair[1])


@pytest.mark.parametrize("pair", ["王李", "伟丽", "张赵", "明日"])
def test_characters_nobody_confuses(pair: str) -> None:
    assert not lookalike(pair[0], pair[1])


@given(st.sampled_from([character for row in load("lookalikes").rows for character in row["characters"]]))
def test_lookalikes_go_both_ways_and_never_to_itself(character: str) -> None:
    assert not lookalike(character, character)
    assert lookalikes(character)
    assert all(lookalike(other, character) for other in lookalikes(character))


@pytest.mark.parametrize(
    ("character", "expected"), [("李", True), ("𬭎", True), ("㛃", True), ("a", False), ("·", False), ("⼀", False)]
)
def test_is_han(character: str, expected: bool) -> None:
    assert is_han(character) is expected
