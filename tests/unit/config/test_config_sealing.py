"""What was sealed opens whole or not at all."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notoneless.config.backups import sealing
from notoneless.config.backups.sealing import HEAD, MAGIC, PIECE, BadBackupError, SealingReader, SealingWriter
from notoneless.protection.ciphers import CIPHERS, Key

KEY = Key(b"k" * 32)
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7)


def sealed(plain: bytes, cipher: str = "aes-256-gcm") -> bytes:
    target = io.BytesIO()
    writer = SealingWriter(target, KEY, cipher)
    for at in range(0, len(plain), 300_000):
        writer.write(plain[at : at + 300_000])
    writer.finish()
    return target.getvalue()


def opened(data: bytes, key: Key = KEY) -> bytes:
    return SealingReader(io.BytesIO(data), key).read()


@pytest.mark.parametrize("cipher", CIPHERS)
@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_opens(size: int, cipher: str) -> None:
    plain = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert opened(sealed(plain, cipher)) == plain


def test_it_is_read_in_small_bites() -> None:
    reader = SealingReader(io.BytesIO(sealed(b"abcdef" * PIECE)), KEY)
    assert [reader.read(4), reader.read(4), len(reader.read(PIECE))] == [b"abcd", b"efab", PIECE]


def test_two_of_the_same_do_not_look_alike() -> None:
    assert sealed(b"x" * 100)[HEAD:] != sealed(b"x" * 100)[HEAD:]


@given(st.integers(0, 10**9), st.integers(0, 7))
@settings(max_examples=200, deadline=None)
def test_any_bit_that_is_not_as_it_was_is_noticed(at: int, bit: int) -> None:
    data = bytearray(SMALL)
    data[at % len(data)] ^= 1 << bit
    with pytest.raises(BadBackupError):
        opened(bytes(data))


@given(st.integers(0, 10**9))
@settings(max_examples=100, deadline=None)
def test_a_file_that_was_cut_is_noticed(at: int) -> None:
    with pytest.raises(BadBackupError):
        opened(SMALL[: at % len(SMALL)])


def test_a_file_that_was_cut_between_two_pieces_is_noticed() -> None:
    data = sealed(b"x" * (2 * PIECE))
    whole_piece = 4 + PIECE + 16
    with pytest.raises(BadBackupError, match=r"截断|损坏"):
        opened(data[: HEAD + whole_piece])


def test_pieces_that_changed_places_are_noticed() -> None:
    data = sealed(b"x" * PIECE + b"y" * PIECE + b"z")
    size = 4 + PIECE + 16
    first, second, rest = data[HEAD : HEAD + size], data[HEAD + size : HEAD + 2 * size], data[HEAD + 2 * size :]
    with pytest.raises(BadBackupError):
        opened(data[:HEAD] + second + first + rest)


def test_what_was_added_is_noticed() -> None:
    with pytest.raises(BadBackupError):
        opened(SMALL + b"more")


def test_another_key_is_told_apart_from_damage() -> None:
    with pytest.raises(BadBackupError, match="密钥不对"):
        opened(SMALL, Key(b"j" * 32))


def test_another_file_is_none_of_ours() -> None:
    with pytest.raises(BadBackupError, match="不是本系统的备份"):
        opened(b"PK\x03\x04" + b"0" * 100)
    assert SMALL.startswith(MAGIC)


def test_nonces_never_meet() -> None:
    found = {sealing._nonce(number, last=last) for number in range(1000) for last in (False, True)}
    assert len(found) == 2000
    assert {len(nonce) for nonce in found} == {12}


SMALL = sealed(b"a small secret" * 40)
