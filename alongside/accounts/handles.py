"""What must be found again but never read: kept as keyed fingerprints."""

import hashlib
import hmac

from django.conf import settings

from alongside.kit.folding import folded


def keyed(purpose: str, text: str) -> str:
    """A fingerprint only this place can make: HMAC-SHA256 in hexadecimal.

    The purpose keeps one kind of secret from being tried out as another.
    """
    key = hashlib.sha256(f"{purpose}\0{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def handle_of(name: str) -> str:
    """The fingerprint of a name to come in with. Capitals, accents and spaces do not matter."""
    return keyed("name to come in with", " ".join(folded(name).split()))
