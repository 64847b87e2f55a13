"""A phone that makes and uses passkeys, as far as a server can tell."""

import hashlib
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

USED_AND_UNLOCKED, WITH_KEY = 0x05, 0x40


@dataclass
class Phone:
    """One key, in one phone."""

    id: bytes = b"a key in a phone"
    origin: str = "http://testserver"
    unlocked: int = USED_AND_UNLOCKED
    count: int = 0
    owner: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, client: Client, called: str = "My phone") -> Any:
        """Make a key for whoever is signed in, and send it."""
        return self._make(client, "accounts:new-passkey-options", "accounts:passkeys", called)

    def set_up_on_the_way(self, client: Client, called: str = "My phone") -> Any:
        """Make a key for somebody on their way in to work."""
        return self._make(client, "accounts:second-options", "accounts:second-passkey", called)

    def _make(self, client: Client, options: str, result: str, called: str) -> Any:
        options_said = client.post(reverse(options))
        if options_said.status_code != HTTPStatus.OK:
            return options_said
        asked = options_said.json()
        self.owner = base64url_to_bytes(asked["user"]["id"])
        data = self._data(self.unlocked | WITH_KEY) + bytes(16)
        data += len(self.id).to_bytes(2, "big") + self.id + self._public_key()
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._client_data("webauthn.create", asked["challenge"])
        answer = {
            "clientDataJSON": bytes_to_base64url(said),
            "attestationObject": bytes_to_base64url(attested),
        }
        return self._send(client, result, answer, called=called)

    def come_in(self, client: Client, **along: str) -> Any:
        """Use the key at the door."""
        asked = client.post(reverse("accounts:passkey-options")).json()
        return self.answer(client, asked["challenge"], **along)

    def answer(
        self, client: Client, challenge: str, to: str = "accounts:passkey", **along: str
    ) -> Any:
        self.count += 1
        data = self._data(self.unlocked)
        said = self._client_data("webauthn.get", challenge)
        signed = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {
            "clientDataJSON": bytes_to_base64url(said),
            "authenticatorData": bytes_to_base64url(data),
            "signature": bytes_to_base64url(signed),
            "userHandle": bytes_to_base64url(self.owner),
        }
        return self._send(client, to, answer, **along)

    def _send(self, client: Client, name: str, answer: dict[str, str], **along: str) -> Any:
        credential = {
            "id": bytes_to_base64url(self.id),
            "rawId": bytes_to_base64url(self.id),
            "type": "public-key",
            "response": answer,
        }
        body = json.dumps({**along, "credential": credential})
        return client.post(reverse(name), body, content_type="application/json")

    def _data(self, flags: int) -> bytes:
        place = hashlib.sha256(b"testserver").digest()
        return place + bytes([flags]) + self.count.to_bytes(4, "big")

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()
