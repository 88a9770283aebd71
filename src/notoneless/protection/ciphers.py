"""Sealing and opening bytes: AES-256-GCM or SM4-GCM.

Sealed bytes are: version (1 byte, says the cipher) | id of the key (4) | nonce (12) | ciphertext | tag (16).
Version and key id are authenticated with the caller's `place`, so bytes that were moved elsewhere do not open.

Sources: NIST SP 800-38D (GCM, random nonces of 96 bits); GB/T 32907-2016 (SM4); RFC 8998 (SM4-GCM and its vector).
"""

import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher as Block
from cryptography.hazmat.primitives.ciphers import algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from notoneless.protection.refusals import BrokenSealError, UnknownKeyError

SECRET = 32
KEY_ID = 4
NONCE = 12
TAG = 16
HEAD = 1 + KEY_ID
SHORTEST = HEAD + NONCE + TAG


@dataclass(frozen=True, eq=False)
class Key:
    """A secret of 32 bytes. Its `id` follows from it: the wrong key is told apart from a changed text."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET:
            raise ValueError(f"a key has {SECRET} bytes")

    @cached_property
    def id(self) -> bytes:
        """What sealed bytes name the key by."""
        return hmac.digest(self.secret, b"id", "sha256")[:KEY_ID]

    @cached_property
    def aes(self) -> bytes:
        """The key for AES. Each cipher has its own, so that no two of them share one."""
        return hmac.digest(self.secret, b"aes-256-gcm", "sha256")

    @cached_property
    def sm4(self) -> bytes:
        """The key for SM4, which takes 16 bytes."""
        return hmac.digest(self.secret, b"sm4-gcm", "sha256")[:16]


def new_key() -> Key:
    """A key from the random numbers of the operating system."""
    return Key(os.urandom(SECRET))


@dataclass(frozen=True, slots=True)
class Cipher:
    """A way to seal: how it is named in the settings, in sealed bytes, and what it does with a bare key."""

    name: str
    version: int
    key: Callable[[Key], bytes]
    encrypt: Callable[[bytes, bytes, bytes, bytes], bytes]
    decrypt: Callable[[bytes, bytes, bytes, bytes], bytes]


def aes_encrypt(key: bytes, nonce: bytes, plain: bytes, aad: bytes) -> bytes:
    """Ciphertext and tag."""
    return AESGCM(key).encrypt(nonce, plain, aad)


def aes_decrypt(key: bytes, nonce: bytes, sealed: bytes, aad: bytes) -> bytes:
    """The plain bytes. Raises InvalidTag."""
    return AESGCM(key).decrypt(nonce, sealed, aad)


def sm4_encrypt(key: bytes, nonce: bytes, plain: bytes, aad: bytes) -> bytes:
    """Ciphertext and tag."""
    encryptor = Block(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(aad)
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def sm4_decrypt(key: bytes, nonce: bytes, sealed: bytes, aad: bytes) -> bytes:
    """The plain bytes. Raises InvalidTag."""
    decryptor = Block(algorithms.SM4(key), modes.GCM(nonce, sealed[-TAG:])).decryptor()
    decryptor.authenticate_additional_data(aad)
    return decryptor.update(sealed[:-TAG]) + decryptor.finalize()


CIPHERS: Mapping[str, Cipher] = {
    cipher.name: cipher
    for cipher in (
        Cipher("aes-256-gcm", 1, lambda key: key.aes, aes_encrypt, aes_decrypt),
        Cipher("sm4-gcm", 2, lambda key: key.sm4, sm4_encrypt, sm4_decrypt),
    )
}
VERSIONS: Mapping[int, Cipher] = {cipher.version: cipher for cipher in CIPHERS.values()}


def seal(key: Key, plain: bytes, place: bytes, cipher: str) -> bytes:
    """`plain`, sealed for `place`: it opens with the same key at the same place only."""
    way = CIPHERS[cipher]
    head = bytes([way.version]) + key.id
    nonce = os.urandom(NONCE)
    return head + nonce + way.encrypt(way.key(key), nonce, plain, head + place)


def unseal(key: Key, sealed: bytes, place: bytes) -> bytes:
    """What was sealed. Raises UnknownKeyError for another key, BrokenSealError for another place or changed bytes."""
    if not is_sealed(sealed):
        raise BrokenSealError("加密内容的格式不对，可能已损坏")
    if key_id(sealed) != key.id:
        raise UnknownKeyError("加密内容不是用这把钥匙加密的")
    way = VERSIONS[sealed[0]]
    head, nonce, rest = sealed[:HEAD], sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
    try:
        return way.decrypt(way.key(key), nonce, rest, head + place)
    except InvalidTag:
        raise BrokenSealError("加密内容与它所在的行或列不符，可能被改动或调换过") from None


def key_id(sealed: bytes) -> bytes:
    """Which key opens it."""
    return sealed[1:HEAD]


def is_sealed(value: bytes) -> bool:
    """Whether it has the form of sealed bytes."""
    return len(value) >= SHORTEST and value[0] in VERSIONS
