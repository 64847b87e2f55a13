"""The small world in a place of its own, with a sign-in path for each named person."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from alongside.kit.time import now
from alongside.world import small
from alongside.world.cast import ways_in

_signer = Signer(salt="alongside.world.demo", sep="~")


def build() -> dict[str, str]:
    """Build the small world unless it is here already; give each name's sign-in path."""
    if not small.is_built():
        small.build(now())
    return {name: sign_in_path(name) for name in ways_in()}


def sign_in_path(name: str) -> str:
    return reverse("world:come-in", args=[_signer.sign(name)])


def name_in(token: str) -> str | None:
    """The name a link was made for; None when it was not made here."""
    try:
        name = _signer.unsign(token)
    except BadSignature:
        return None
    return name if name in ways_in() else None
