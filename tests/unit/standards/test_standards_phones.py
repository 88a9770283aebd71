"""Telephone cells: one number or several, in the ways people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.identity_numbers import PROBLEM_WORDS
from notoneless.standards.phones import parse_phone

ONE, TWO = "13881423624", "13981423625"


@pytest.mark.parametrize(
    "raw",
    [
        ONE, "138-8142-3624", "138 8142 3624", "138 81423624", "138.8142.3624", "138－8142－3624", "138—8142—3624",
        "+86 13881423624", "+86-13881423624", "8613881423624", "008613881423624", "013881423624", "13881423624.0",
        "１３８８１４２３６２４", "\u200b13881423624 ", "'13881423624", "13881423624(父亲)", "父亲：13881423624",
    ],
)  # fmt: skip
def test_a_mobile_number_in_any_dress(raw: str) -> None:
    phone = parse_phone(raw)
    assert (phone.text, phone.kind, phone.all, phone.problems) == (ONE, "mobile", (ONE,), ())


@pytest.mark.parametrize(
    "raw",
    [
        f"{ONE}/{TWO}", f"{ONE}、{TWO}", f"{ONE} {TWO}", f"{ONE}\n{TWO}", f"{ONE}，{TWO}", f"父{ONE}，母{TWO}",
        f"{ONE}{TWO}", f"{ONE}或{TWO}", f"{ONE};{TWO};{ONE}",
    ],
)  # fmt: skip
def test_of_several_numbers_the_first_is_kept_and_all_are_known(raw: str) -> None:
    phone = parse_phone(raw)
    assert (phone.text, phone.all, phone.problems) == (ONE, (ONE, TWO), ())


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("0818-2651234", "0818-2651234"),
        ("(0818)2651234", "0818-2651234"),
        ("（0818）2651234", "0818-2651234"),
        ("08182651234", "0818-2651234"),
        ("0818－2651234转8001", "0818-2651234"),
        ("028-85551234", "028-85551234"),
        ("2651234", "2651234"),
    ],
)
def test_land_lines(raw: str, text: str) -> None:
    phone = parse_phone(raw)
    assert (phone.text, phone.kind, phone.problems) == (text, "landline", ())


def test_a_mobile_number_goes_before_a_land_line() -> None:
    phone = parse_phone(f"0818-2651234 {ONE}")
    assert (phone.text, phone.kind, phone.all) == (ONE, "mobile", (ONE, "0818-2651234"))


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("", "blank"),
        ("无", "blank"),
        ("无电话", "blank"),
        ("空号", "unknown"),
        ("1388142362", "mobile_length"),
        ("138814236245", "mobile_length"),
        ("28881423624", "mobile_prefix"),
        ("12881423624", "mobile_prefix"),
        ("11111111111", "phone_placeholder"),
        ("13888888888", "phone_placeholder"),
        ("12345678910", "phone_placeholder"),
        ("1.3881423624E+10", "phone_scientific"),
        ("微信联系", "phone_character"),
    ],
)
def test_what_is_wrong_is_said(raw: str, problem: str) -> None:
    phone = parse_phone(raw)
    assert (phone.text, phone.kind, phone.problems) == ("", "", (problem,))


@given(st.text() | st.text(alphabet="0123456789-+()/ .E", max_size=30))
def test_any_text_has_a_number_or_a_reason(raw: str) -> None:
    phone = parse_phone(raw)
    assert bool(phone.text) == (not phone.problems)
    assert set(phone.problems) <= PROBLEM_WORDS.keys()


@given(st.integers(30, 99), st.integers(0, 10**8 - 1))
def test_a_number_is_found_again_in_its_normal_form(prefix: int, rest: int) -> None:
    number = f"1{prefix}{rest:08}"
    phone = parse_phone(f"{number[:3]}-{number[3:7]}-{number[7:]}")
    assert phone.text in {number, ""}
    assert phone == parse_phone(phone.raw)
