"""Six numbers from an authenticator app: RFC 6238 as the apps speak it (SHA-1, 30 seconds)."""

import base64
import binascii
import hmac
import secrets
from urllib.parse import quote, urlencode

SECONDS, DIGITS, SECRET_BYTES = 30, 6, 20
EITHER_SIDE = 1
"""Steps a phone's clock may be early or late."""


def new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def numbers_at(secret: str, step: int) -> str:
    """What the app shows in this step of 30 seconds."""
    key = base64.b32decode(secret)
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0xF
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_shown(secret: str, numbers: str, *, moment: float, after: int) -> int | None:
    """The step these numbers belong to, later than `after`; None when they do not hold."""
    this = int(moment) // SECONDS
    found = None
    # Every step is looked at, so that time does not tell which one it was.
    for step in range(this - EITHER_SIDE, this + EITHER_SIDE + 1):
        if hmac.compare_digest(numbers_at(secret, step), numbers) and step > after:
            found = step
    return found


def address_of(secret: str, *, called: str, place: str) -> str:
    """What the square to scan says."""
    asked = urlencode({"secret": secret, "issuer": place, "digits": DIGITS, "period": SECONDS})
    return f"otpauth://totp/{quote(place)}:{quote(called)}?{asked}"


def can_be_read(secret: str) -> bool:
    """Whether this is a secret: what was erased is not."""
    try:
        return len(base64.b32decode(secret)) == SECRET_BYTES
    except binascii.Error:
        return False
