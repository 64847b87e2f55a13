"""Letters that people show, read and type: few to mistake, and however they are typed."""

import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ"
"""No I, L or O: they look like numbers and like one another."""


def drawn(how_many: int) -> str:
    """Letters by chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(how_many))


def as_shown(typed: str) -> str:
    """What somebody typed, as it was shown: capitals, and nothing between them."""
    return "".join(letter for letter in typed.upper() if letter.isalpha())
