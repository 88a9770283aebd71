"""What a password must be like, under each of the two policies."""

from datetime import UTC, datetime, timedelta

import pytest

from notoneless.accounts.passwords.policies import policy_named
from notoneless.accounts.passwords.weakness import about_the_person, too_common, too_short_or_long, too_uniform

MLPS3, ASVS = policy_named("mlps3"), policy_named("asvs")
NOW = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    [
        "Password@2024",
        "P@ssw0rd123!",
        "Admin@123456",
        "Laoshi2024!!",
        "Jiaoyuju@123",
        "Qwertyuiop1!",
        "1qaz2wsx3edc",
        "Woaini1314520",
        "Abcd123456!!",
        "aaaaaaaaaaaa",
        "Xuexiao20230901",
        "NotOneLess2024!",
        "kongchuobaoxue1",
        "Teacher#2025",
    ],
)
def test_words_that_everybody_tries_are_refused_however_dressed(password: str) -> None:
    assert too_common(password)


@pytest.mark.parametrize("password", ["槐树下 有三只 猫 8", "teal-otter-Paper-91", "Vm7#kqZ2!pLx", "晒谷场Bamboo54盆"])
def test_several_words_that_have_nothing_to_do_with_each_other_pass(password: str) -> None:
    assert not too_common(password)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("xx-Zhangwei-9#", ["张伟"]),
        ("我是张伟 2024#a", ["张伟"]),
        ("wang.fang+7#Kz", ["wang.fang"]),
        ("Hao138001#kz", ["13800138000"]),
        ("Kz#011234-oo", ["511791201501011234"]),
    ],
)
def test_no_piece_of_the_person_is_in_it(password: str, words: list[str]) -> None:
    assert about_the_person(password, words)


def test_a_short_name_or_a_piece_of_five_digits_is_no_hint() -> None:
    assert not about_the_person("teal-otter-Paper-13800", ["13800138000", "王"])


@pytest.mark.parametrize(("policy", "least"), [(MLPS3, 10), (ASVS, 12)])
def test_the_shortest_password_of_each_policy(policy, least: int) -> None:  # type: ignore[no-untyped-def]
    assert too_short_or_long("x" * (least - 1), policy)
    assert not too_short_or_long("x" * least, policy)
    assert not too_short_or_long("x" * 64, policy)
    assert too_short_or_long("x" * 129, policy)


def test_mlps3_asks_for_three_kinds_of_characters_and_asvs_for_none() -> None:
    assert too_uniform("onlylettersand1", MLPS3)
    assert not too_uniform("Onlylettersand1", MLPS3)
    assert not too_uniform("onlyletters", ASVS)


def test_a_password_lasts_ninety_days_under_mlps3_and_for_ever_under_asvs() -> None:
    assert not MLPS3.expired(NOW - timedelta(days=89), NOW)
    assert MLPS3.expired(NOW - timedelta(days=90), NOW)
    assert not ASVS.expired(NOW - timedelta(days=9000), NOW)
