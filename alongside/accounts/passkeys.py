"""Passkeys, spoken with a browser: what we ask it, and whether its answer holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from alongside.accounts.models import Account, Passkey
from alongside.kit.time import now

ASKED = "passkey_asked"
ANSWER_WITHIN = timedelta(minutes=5)
HELD_BADLY = (WebAuthnException, ValueError, TypeError, KeyError, RecursionError)
"""What reading an answer raises when it is forged, broken or no answer at all."""


class NotProved(Exception):
    """The browser's answer does not hold; nothing was changed."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """The public half of a key that now lives in somebody's phone."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def ask_for_new(request: HttpRequest, account: Account, name: str) -> str:
    """Ask the browser to make a key that needs no name to be found again; as JSON."""
    options = generate_registration_options(
        rp_id=_place(request),
        rp_name=_("Come in"),
        user_id=account.id.bytes,
        user_name=name,
        user_display_name=name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=bytes(known))
            for known in account.passkeys.values_list("credential_id", flat=True)
        ],
    )
    _remember(request, "new", options.challenge)
    return options_to_json(options)


def read_new(request: HttpRequest, credential: Mapping[str, Any]) -> NewKey:
    """Check a new key. Raises NotProved."""
    asked = _asked(request, "new")
    try:
        proved = verify_registration_response(
            credential=dict(credential),
            expected_challenge=asked,
            expected_rp_id=_place(request),
            expected_origin=_origin(request),
            require_user_verification=True,
        )
    except HELD_BADLY as problem:
        raise NotProved from problem
    return NewKey(proved.credential_id, proved.credential_public_key, proved.sign_count)


def ask_who(request: HttpRequest) -> str:
    """Ask the browser for any key it holds for this place; as JSON."""
    options = generate_authentication_options(
        rp_id=_place(request), user_verification=UserVerificationRequirement.REQUIRED
    )
    _remember(request, "who", options.challenge)
    return options_to_json(options)


def who_answers(request: HttpRequest, credential: Mapping[str, Any]) -> tuple[Passkey, int]:
    """Whose key answered, and how often it says it was used. Raises NotProved."""
    asked = _asked(request, "who")
    try:
        known = Passkey.objects.select_related("account").get(
            credential_id=base64url_to_bytes(credential["rawId"])
        )
        proved = verify_authentication_response(
            credential=dict(credential),
            expected_challenge=asked,
            expected_rp_id=_place(request),
            expected_origin=_origin(request),
            credential_public_key=bytes(known.public_key),
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
        said_by = credential["response"].get("userHandle")
        if said_by and base64url_to_bytes(said_by) != known.account.id.bytes:
            raise NotProved
    except (*HELD_BADLY, Passkey.DoesNotExist) as problem:
        raise NotProved from problem
    return known, proved.new_sign_count


def _remember(request: HttpRequest, what: str, challenge: bytes) -> None:
    request.session[ASKED] = {
        "what": what,
        "challenge": bytes_to_base64url(challenge),
        "at": now().isoformat(),
    }


def _asked(request: HttpRequest, what: str) -> bytes:
    """What we asked, which can be answered once and within five minutes."""
    asked = request.session.pop(ASKED, None)
    if not asked or asked["what"] != what:
        raise NotProved
    if now() - datetime.fromisoformat(asked["at"]) > ANSWER_WITHIN:
        raise NotProved
    return base64url_to_bytes(asked["challenge"])


def _place(request: HttpRequest) -> str:
    return request.get_host().rsplit(":", 1)[0] if "]" not in request.get_host() else "localhost"


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
