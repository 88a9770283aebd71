"""The rules of the registry: what is meant by what was typed, who may see what, when looking becomes harvesting."""

from datetime import date

import pytest

from notoneless.accounts.roles import Permission, Role, may, roles_with
from notoneless.children.rules.differences import differences
from notoneless.children.rules.facts import Facts, faults, tidied
from notoneless.children.rules.fields import masked_fields, may_reveal
from notoneless.children.rules.harvest import Level, thresholds
from notoneless.children.rules.reveals import daily_limit, why_refused
from notoneless.children.rules.searching import meaning_of
from notoneless.children.rules.tails import tails
from notoneless.children.states import TRANSITIONS, WORDS, ChildStatus
from notoneless.protection.masking import kinds
from notoneless.standards.identity_numbers import check_digit

NUMBER = f"51179120150304002{check_digit('51179120150304002')}"


@pytest.mark.parametrize(
    ("typed", "meaning", "words"),
    [
        ("", "nothing", ""),
        ("　 ", "nothing", ""),
        ("欧阳", "name", "欧阳"),
        ("歐陽娜", "name", "欧阳娜"),
        ("买买提·艾力", "name", "买买提艾力"),
        ("OYN", "initials", "oyn"),
        ("ｏｙｎ", "initials", "oyn"),
        (f"5117 9120 1503 0400 2{NUMBER[-1]}", "number", NUMBER),
        ("51179120150304002x", "number", "51179120150304002X"),
        ("１２３４５６", "long_tail", "123456"),
        ("12345x", "long_tail", "12345X"),
        ("9912345X", "long_tail", "12345X"),
        ("1234", "short_tail", "1234"),
        ("12345", "short_tail", "2345"),
        ("123", "too_short", "123"),
        ("欧\0阳", "name", "欧阳"),
        ("'; DROP--", "name", "drop"),
    ],
)
def test_what_is_meant_by_what_was_typed(typed: str, meaning: str, words: str) -> None:
    found = meaning_of(typed)
    assert (found.meaning, found.words.lower()) == (meaning, words.lower())


def test_tails_are_the_last_characters_in_upper_case() -> None:
    assert tails(" 51179120150304002x ") == ("04002X", "002X")
    assert tails("12345") == ("", "2345")
    assert tails("") == ("", "")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (Facts(name=""), "name"),
        (Facts(name="无"), "name"),
        (Facts(name="欧阳娜", birth_on=date(2024, 3, 2)), "birth_on"),
        (Facts(name="欧阳娜", birth_on=date(1989, 12, 31)), "birth_on"),
        (Facts(name="欧阳娜", id_number=f"{NUMBER[:-1]}{'1' if NUMBER[-1] != '1' else '2'}"), "id_number"),
        (Facts(name="欧阳娜", id_number="5.11791E+17"), "id_number"),
    ],
)
def test_what_is_wrong_with_facts(facts: Facts, field: str) -> None:
    assert field in {fault.field for fault in faults(tidied(facts), date(2024, 3, 1))}


def test_good_facts_have_no_fault_and_are_tidied() -> None:
    facts = tidied(Facts(name=" 欧阳娜 ", id_number=f" {NUMBER.lower()} ", phone="169\0"))
    assert faults(facts, date(2024, 3, 1)) == []
    assert (facts.name, facts.id_number, facts.phone) == ("欧阳娜", NUMBER, "169")
    assert (facts.birth_on, facts.sex) == (date(2015, 3, 4), "2")


def test_every_masked_field_has_a_mask_and_only_roles_that_reveal() -> None:
    for field in masked_fields().values():
        assert field.mask in kinds(), field.name
        assert field.harvest in thresholds()
        assert field.roles <= {role.value for role in roles_with(Permission.REVEAL_FIELDS)}, field.name


def test_who_may_reveal_has_a_daily_number_and_nobody_else() -> None:
    for role in Role:
        reveals = any(may_reveal(role.value, field) for field in masked_fields())
        assert reveals is may(role, Permission.REVEAL_FIELDS) is bool(daily_limit(role.value)), role


def test_a_teacher_has_thirty_a_day_and_a_clerk_of_the_district_a_hundred() -> None:
    assert daily_limit("class_teacher") == 30
    assert daily_limit("bureau_officer") == 100
    assert why_refused("class_teacher", 29, "contact", "约家访时间") == ""
    assert "已满 30 次" in why_refused("class_teacher", 30, "contact", "约家访时间")
    assert "理由" in why_refused("class_teacher", 0, "", "约家访时间")
    assert "说明" in why_refused("class_teacher", 0, "contact", "家访")


def test_thresholds_warn_at_a_tenth_and_stop_below_the_crime() -> None:
    crime = {"health": 250, "other": 2500, "opened": 2500, "listed": 2500}
    for kind, threshold in thresholds().items():
        assert threshold.warn < threshold.block < crime[kind]
        assert threshold.reached(threshold.warn - 1) == ()
        assert threshold.reached(threshold.warn) == (Level.WARN,)
        assert threshold.reached(threshold.block) == (Level.WARN, Level.BLOCK)
    assert thresholds()["health"].warn == 25


def test_differences_are_those_fields_in_which_the_two_disagree() -> None:
    found = differences({"phone": "1", "name": "a", "sex": "1"}, {"name": "a", "phone": "2", "address": "x"})
    assert [(each.field, each.theirs, each.mine) for each in found] == [("phone", "1", "2"), ("address", "", "x")]


def test_every_state_has_words_and_its_ways_and_nothing_comes_back_from_erased() -> None:
    assert set(WORDS) == set(TRANSITIONS) == set(ChildStatus)
    assert TRANSITIONS[ChildStatus.ERASED] == frozenset()
