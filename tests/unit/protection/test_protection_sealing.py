"""Texts sealed with keys of rows."""

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.sealed import Pupil

from notoneless.protection.ciphers import Key
from notoneless.protection.keys import keyring
from notoneless.protection.refusals import BrokenSealError, UnknownKeyError
from notoneless.protection.sealing import (
    new_row_key,
    place,
    row_place,
    seal_secret,
    seal_text,
    unseal_secret,
    unseal_text,
    unwrapped,
)

KEY = Key(bytes(range(32)))
ROW = UUID(int=1)
AT = place("children_child", "phone", ROW)
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(text=ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    """NUL, lone surrogates, characters beyond the basic plane, text that looks like padding."""
    assert unseal_text(KEY, seal_text(KEY, text, AT), AT) == text


@given(text=ANY_TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_from_an_instance(text: str) -> None:
    row = Pupil(id_number=text, phone=text)
    assert (row.id_number, row.phone) == (text, text)


@pytest.mark.parametrize("text", ["\x80", "\x80\0", "\0" * 40, "", "测" * 11, "a" * 31, "a" * 32, "\udc80"])
def test_padding_is_never_mistaken_for_text(text: str) -> None:
    assert unseal_text(KEY, seal_text(KEY, text, AT), AT) == text


def test_the_length_of_a_short_text_is_hidden() -> None:
    assert len({len(seal_text(KEY, text, AT)) for text in ("", "无", "一级肢体残疾", "13800000001")}) == 1


def test_a_row_s_key_is_bound_to_its_row() -> None:
    row, other = row_place("children_child", uuid4()), row_place("children_child", uuid4())
    wrapped = new_row_key(row)
    assert unwrapped(keyring(), wrapped, row).secret not in wrapped
    with pytest.raises(BrokenSealError):
        unwrapped(keyring(), wrapped, other)
    assert new_row_key(row) != wrapped


def test_no_two_places_read_alike() -> None:
    assert place("a", "b", ROW) != row_place("a|b", ROW)
    assert len({place("a", "b", ROW), place("a", "c", ROW), place("d", "b", ROW), place("a", "b", uuid4())}) == 4


def test_a_secret_opens_for_its_purpose_and_owner() -> None:
    sealed = seal_secret("totp", "7", "JBSWY3DPEHPK3PXP")
    assert unseal_secret("totp", "7", sealed) == "JBSWY3DPEHPK3PXP"
    assert "JBSWY3DPEHPK3PXP" not in sealed
    for purpose, owner in (("totp", "8"), ("recovery", "7")):
        with pytest.raises(BrokenSealError):
            unseal_secret(purpose, owner, sealed)
    for broken in ("JBSWY3DPEHPK3PXP", "", sealed[:-2]):
        with pytest.raises((BrokenSealError, UnknownKeyError)):
            unseal_secret("totp", "7", broken)
