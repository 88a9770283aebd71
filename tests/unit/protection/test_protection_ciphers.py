"""The two ciphers, by the vectors of their standards; sealed bytes, by what must not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.protection.ciphers import (
    CIPHERS,
    SHORTEST,
    Key,
    aes_decrypt,
    aes_encrypt,
    is_sealed,
    key_id,
    new_key,
    seal,
    sm4_decrypt,
    sm4_encrypt,
    unseal,
)
from notoneless.protection.refusals import BrokenSealError, ProtectionError, UnknownKeyError

KEY, OTHER = Key(bytes(range(32))), Key(bytes(32))
PLACE = b"children_child|phone|1|"
BOTH = pytest.mark.parametrize("cipher", list(CIPHERS))


def test_sm4_gcm_is_that_of_rfc_8998() -> None:
    """RFC 8998, appendix A.1."""
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    nonce = bytes.fromhex("00001234567800000000ABCD")
    aad = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = bytes.fromhex("".join(c * 16 for c in "ABCDEFEA"))
    expected = bytes.fromhex(
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )
    assert sm4_encrypt(key, nonce, plain, aad) == expected
    assert sm4_decrypt(key, nonce, expected, aad) == plain


def test_aes_256_gcm_is_that_of_its_authors() -> None:
    """McGrew and Viega, The Galois/Counter Mode of Operation, test case 16."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    aad = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    expected = bytes.fromhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
    )
    assert aes_encrypt(key, nonce, plain, aad) == expected
    assert aes_decrypt(key, nonce, expected, aad) == plain


@BOTH
@given(plain=st.binary(max_size=200), place=st.binary(max_size=50), secret=st.binary(min_size=32, max_size=32))
def test_whatever_is_sealed_opens_at_its_place(cipher: str, plain: bytes, place: bytes, secret: bytes) -> None:
    sealed = seal(Key(secret), plain, place, cipher)
    assert is_sealed(sealed)
    assert unseal(Key(secret), sealed, place) == plain


@BOTH
@given(data=st.data())
def test_no_changed_bit_passes(cipher: str, data: st.DataObject) -> None:
    sealed = seal(KEY, b"13800000001", PLACE, cipher)
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    changed = bytearray(sealed)
    changed[at // 8] ^= 1 << at % 8
    with pytest.raises(ProtectionError):
        unseal(KEY, bytes(changed), PLACE)


@BOTH
def test_it_opens_nowhere_else(cipher: str) -> None:
    sealed = seal(KEY, b"13800000001", PLACE, cipher)
    for place in (b"", PLACE[:-1], PLACE.replace(b"phone", b"address"), PLACE.replace(b"1", b"2")):
        with pytest.raises(BrokenSealError, match="行或列"):
            unseal(KEY, sealed, place)


@BOTH
def test_another_key_is_told_apart_from_changed_bytes(cipher: str) -> None:
    sealed = seal(KEY, b"13800000001", PLACE, cipher)
    assert key_id(sealed) == KEY.id
    with pytest.raises(UnknownKeyError):
        unseal(OTHER, sealed, PLACE)


@BOTH
def test_sealing_twice_gives_different_bytes(cipher: str) -> None:
    assert len({seal(KEY, b"same", PLACE, cipher) for _ in range(100)}) == 100


def test_the_layout_is_version_key_nonce_text_tag() -> None:
    sealed = seal(KEY, b"four", PLACE, "aes-256-gcm")
    assert (sealed[0], sealed[1:5], len(sealed)) == (1, KEY.id, 1 + 4 + 12 + 4 + 16)
    assert aes_decrypt(KEY.aes, sealed[5:17], sealed[17:], sealed[:5] + PLACE) == b"four"
    assert seal(KEY, b"four", PLACE, "sm4-gcm")[0] == 2


@pytest.mark.parametrize(
    "value", [b"", b"\x01", b"13800000001", bytes(SHORTEST), b"\x03" * 60, b"\x01" * (SHORTEST - 1)]
)
def test_what_was_never_sealed_is_known_by_its_form(value: bytes) -> None:
    assert not is_sealed(value)
    with pytest.raises(BrokenSealError, match="格式"):
        unseal(KEY, value, PLACE)


def test_keys_are_random_and_of_one_length() -> None:
    assert len({new_key().secret for _ in range(50)}) == 50
    with pytest.raises(ValueError, match="32 bytes"):
        Key(b"short")


def test_no_two_ciphers_share_a_key() -> None:
    assert not KEY.aes.startswith(KEY.sm4)
    assert KEY.secret not in (KEY.aes, KEY.sm4)
