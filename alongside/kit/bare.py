"""The process that bares one photo or voice note, and ends: `python -m alongside.kit.bare photo`.

It reads what a phone sent and writes what stays of it; of a voice note first its kind and how
many seconds it sounds, on a line of their own.
"""

import sys
from io import BytesIO

from alongside.kit.apart import NotDone, done_apart, stay_small

SECONDS = 10
NOT_ONE, A_FILM = 3, 4
"""What it ends with when it is no photo or sound, or has pictures beside its sound."""


def main() -> int:
    if sys.argv[1] == "photo":
        from alongside.kit.photos import NotAPhoto, as_photo

        stay_small(SECONDS)
        try:
            sys.stdout.buffer.write(as_photo(BytesIO(sys.stdin.buffer.read())))
        except NotAPhoto:
            return NOT_ONE
        return 0
    return _voice()


def _voice() -> int:
    from alongside.kit.voices import AFilm, NotAVoice, as_voice

    stay_small(SECONDS)
    try:
        voice = as_voice(sys.stdin.buffer.read())
    except AFilm:
        return A_FILM
    except NotAVoice:
        return NOT_ONE
    sys.stdout.buffer.write(f"{voice.kind} {voice.seconds}\n".encode() + voice.content)
    return 0


def bared(kind: str, sent: bytes) -> bytes:
    """What stays of it. Raises NotDone, whose code says why."""
    return done_apart("alongside.kit.bare", kind, sent, seconds=SECONDS * 2)


__all__ = ["A_FILM", "NOT_ONE", "NotDone", "bared"]

if __name__ == "__main__":
    sys.exit(main())
