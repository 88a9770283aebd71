"""Blind indexes: equal values are found, nothing is told without the key."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from notoneless.protection.indexes import blind, blind_index, normal
from notoneless.protection.keyring.file import create, fresh, overwrite

NUMBER = "51179120150304001X"


@pytest.mark.parametrize(
    ("purpose", "one", "other"),
    [
        ("id_number", NUMBER, "51179120150304001x"),
        ("id_number", NUMBER, " 511791 20150304 001X "),
        ("id_number", NUMBER, "５１１７９１２０１５０３０４００１Ｘ"),
        ("id_tail", "4001x", "4001X"),
        ("phone", "13800000001", "138-0000-0001"),
        ("phone", "13800000001", "+86 138 0000 0001"),
        ("phone", "13800000001", "008613800000001"),
        ("phone", "08182345678", "0818－2345678"),
        ("guardian", "张 三", "张　三 "),
    ],
)
def test_the_same_value_written_otherwise_is_found(purpose: str, one: str, other: str) -> None:
    assert normal(purpose, one) == normal(purpose, other)
    assert blind_index(purpose, one) == blind_index(purpose, other)


@pytest.mark.parametrize(
    ("purpose", "one", "other"),
    [
        ("id_number", NUMBER, "511791201503040012"),
        ("phone", "13800000001", "13800000002"),
        ("guardian", "张三", "张四"),
    ],
)
def test_another_value_is_not(purpose: str, one: str, other: str) -> None:
    assert blind_index(purpose, one) != blind_index(purpose, other)


def test_one_purpose_tells_nothing_about_another() -> None:
    assert blind_index("id_number", NUMBER) != blind_index("id_tail", NUMBER)
    assert blind("phone", "1", "guardian_phone") != blind("phone", "1")
    assert blind("phone", "1") == {"phone_index": blind_index("phone", "1")}


@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
def test_it_has_16_bytes_and_needs_the_key(keys_of_this_test: Path, cipher: str) -> None:
    found = set()
    for _ in range(3):
        overwrite(keys_of_this_test, fresh(cipher))
        found.add(blind_index("id_number", NUMBER))
    assert {len(index) for index in found} == {16}
    assert len(found) == 3
    plain = f"id_number:{NUMBER}".encode()
    assert not found & {hashlib.sha256(plain).digest()[:16], hashlib.sha256(NUMBER.encode()).digest()[:16]}


def test_it_stays_the_same_when_the_cipher_is_exchanged(settings: Any) -> None:
    before = blind_index("id_number", NUMBER)
    settings.PROTECTION_CIPHER = "sm4-gcm"
    assert blind_index("id_number", NUMBER) == before


def test_a_new_installation_with_sm4_uses_sm3(settings: Any, tmp_path: Path) -> None:
    """GB/T 39786-2021: one family of algorithms throughout."""
    assert fresh("sm4-gcm").digest == "sm3"
    settings.PROTECTION_KEYS = tmp_path
    create(tmp_path / "keyring.json", fresh("sm4-gcm"))
    assert blind_index("id_number", NUMBER) == blind_index("id_number", NUMBER.lower())
