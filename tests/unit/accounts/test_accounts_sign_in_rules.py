"""Codes on slips, devices, first steps, user names: rules without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from notoneless.accounts.passwords.policies import policy_named
from notoneless.accounts.roles import Role
from notoneless.accounts.rules.activation_codes import ALPHABET, code_hash, new_code, typed_code
from notoneless.accounts.rules.devices import browser_of, device_of, overdue
from notoneless.accounts.rules.steps import (
    must_change_password,
    needs_second_factor,
    roles_needing_second_factor,
    sleeps,
)
from notoneless.accounts.rules.usernames import acceptable, username_for
from notoneless.standards.tables import load

NOW = datetime(2024, 3, 1, 8, tzinfo=UTC)
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; HMA-AL00) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0"
)
COMPUTER = "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0 Safari/537.36"


def test_a_code_has_three_groups_and_no_letters_that_look_alike() -> None:
    code = new_code()
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(typed_code(code)) <= set(ALPHABET)
    assert not set("01OIL") & set(ALPHABET)


def test_codes_do_not_repeat() -> None:
    assert len({new_code() for _ in range(2000)}) == 2000


@pytest.mark.parametrize(
    "typed", ["abcd-efgh-jkmn", "ABCDEFGHJKMN", " abcd efgh jkmn ", "ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ"]
)
def test_a_code_may_be_typed_in_any_way(typed: str) -> None:
    assert code_hash("1", typed) == code_hash("1", "ABCD-EFGH-JKMN")


def test_the_hash_of_a_code_is_bound_to_its_account() -> None:
    assert code_hash("1", "ABCD-EFGH-JKMN") != code_hash("2", "ABCD-EFGH-JKMN")


def test_devices_are_told_apart_and_named() -> None:
    assert (device_of(PHONE), browser_of(PHONE)) == ("phone", "微信，安卓")
    assert (device_of(COMPUTER), browser_of(COMPUTER)) == ("computer", "Chrome 类浏览器，Windows")
    assert browser_of("") == "未知浏览器"


@pytest.mark.parametrize(
    ("started", "seen", "verdict"), [(1, 1, ""), (60, 29, ""), (60, 30, "idle"), (719, 1, ""), (720, 1, "too_long")]
)
def test_a_session_ends_when_idle_and_after_half_a_day(started: int, seen: int, verdict: str) -> None:
    given = {"started_at": NOW - timedelta(minutes=started), "seen_at": NOW - timedelta(minutes=seen)}
    assert overdue("computer", now=NOW, **given) == verdict


def test_the_table_of_second_factors_names_every_role_once() -> None:
    assert sorted(row["role"] for row in load("second_factor", "notoneless.accounts").rows) == sorted(Role)


def test_the_three_administrators_the_bureau_and_principals_need_a_second_factor() -> None:
    three = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR}
    assert roles_needing_second_factor() == three | {Role.BUREAU_OFFICER, Role.BUREAU_LEADER, Role.PRINCIPAL}
    assert needs_second_factor(["class_teacher", "principal"])
    assert not needs_second_factor(["class_teacher"])


def test_a_password_that_is_not_ones_own_or_too_old_must_be_changed() -> None:
    mlps3, asvs = policy_named("mlps3"), policy_named("asvs")
    assert must_change_password(None, False, asvs, NOW)
    assert must_change_password(NOW, True, asvs, NOW)
    assert must_change_password(NOW - timedelta(days=90), False, mlps3, NOW)
    assert not must_change_password(NOW - timedelta(days=90), False, asvs, NOW)


def test_an_account_sleeps_after_ninety_days() -> None:
    assert not sleeps(NOW - timedelta(days=89), NOW)
    assert sleeps(NOW - timedelta(days=90), NOW)


def test_user_names_come_from_pinyin_and_get_a_number_when_taken() -> None:
    taken = {"zhangwei", "zhangwei2"}
    assert username_for("张伟", taken.__contains__) == "zhangwei3"
    assert username_for("欧阳·买买提", set().__contains__) == "ouyangmaimaiti"
    assert acceptable(username_for("李", set().__contains__))


@pytest.mark.parametrize("name", ["1abc", "ab", "张伟", "Abc", "a" * 40])
def test_other_user_names_are_refused(name: str) -> None:
    assert not acceptable(name)
