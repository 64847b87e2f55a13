"""Sealing words: AES-256-GCM, with the place they belong to as associated data.

A sealed word is `version (1 byte) | nonce (12 bytes) | ciphertext and tag`. The nonce
is random; with one key per scope a scope would need some four thousand million words
before two nonces were likely to meet (NIST SP 800-38D, section 8.3).
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32
TAG_BYTES = 16
SHORTEST = len(VERSION) + NONCE_BYTES + TAG_BYTES


class CannotOpen(Exception):
    """The words were changed, moved, or sealed with another key."""


def seal(cipher: AESGCM, text: str, place: bytes) -> bytes:
    """`place` is the associated data: a word moved to another row no longer opens."""
    return seal_bytes(cipher, text.encode(), place)


def seal_bytes(cipher: AESGCM, plain: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + cipher.encrypt(nonce, plain, place)


def unseal(cipher: AESGCM, blob: bytes, place: bytes) -> str:
    """The words as they were typed. Raises CannotOpen."""
    return unseal_bytes(cipher, blob, place).decode()


def unseal_bytes(cipher: AESGCM, blob: bytes, place: bytes) -> bytes:
    """Raises CannotOpen."""
    try:
        return cipher.decrypt(*_split(blob), place)
    except (InvalidTag, ValueError):
        raise CannotOpen(place.decode(errors="replace")) from None


def _split(blob: bytes) -> tuple[bytes, bytes]:
    """The nonce, and what it seals. Raises ValueError for a shape that is not ours."""
    if blob[:1] != VERSION or len(blob) < SHORTEST:
        raise ValueError("not sealed in a way known here")
    return blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :]


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def wrap(key: bytes, scope: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + _master().encrypt(nonce, key, scope.encode())


def unwrap(wrapped: bytes, scope: str) -> AESGCM:
    try:
        return AESGCM(_master().decrypt(*_split(wrapped), scope.encode()))
    except (InvalidTag, ValueError):
        raise CannotOpen(scope) from None


def _master() -> AESGCM:
    return _cipher_of(settings.MASTER_KEY)


@lru_cache(maxsize=2)
def _cipher_of(master_key: bytes) -> AESGCM:
    return AESGCM(master_key)
