"""What must be found again but never read: kept as keyed fingerprints."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from alongside.kit.folding import folded


def keyed(purpose: str, text: str) -> str:
    """A fingerprint only this place can make: HMAC-SHA256 in hexadecimal.

    The purpose keeps one kind of secret from being tried out as another. It comes from the
    master key, so that a place put back with that key still knows its people.
    """
    key = _key_for(settings.MASTER_KEY, purpose)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=64)
def _key_for(master_key: bytes, purpose: str) -> bytes:
    label = f"alongside: fingerprints: {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=label).derive(master_key)


def handle_of(name: str) -> str:
    """The fingerprint of a name to come in with. Capitals, accents and spaces do not matter."""
    return keyed("name to come in with", " ".join(folded(name).split()))
