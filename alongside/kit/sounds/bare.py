"""What stays of a voice note."""

from dataclasses import dataclass


class NotAVoice(ValueError):
    """It is no sound that phones and browsers play, whatever it is called."""


class AFilm(NotAVoice):
    """It has pictures too."""


@dataclass(frozen=True, slots=True)
class Voice:
    content: bytes
    kind: str
    """Its media type."""
    seconds: int
    """How long it sounds: at least one."""


def voice(content: bytes, kind: str, seconds: float) -> Voice:
    """Raises NotAVoice of what makes no sound."""
    if not content or seconds <= 0:
        raise NotAVoice
    return Voice(content, kind, max(1, round(seconds)))
