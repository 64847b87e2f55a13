"""Names for things: UUID version 7 (RFC 9562), so that newer sorts after older."""

import secrets
import threading
import time
from uuid import UUID

_RANDOM_BITS = 74
_STEP_BITS = 40
_VERSION_AND_VARIANT = (7 << 76) | (0b10 << 62)
_LOW_62 = (1 << 62) - 1

_lock = threading.Lock()
_last_ms = 0
_last_random = 0


def new_id() -> UUID:
    """Give an id that sorts after every id this process gave before.

    Within one millisecond, or when the clock steps back, the random part is counted on by a
    random step (RFC 9562, section 6.2, method 2), so ids stay in order and cannot be guessed.
    """
    global _last_ms, _last_random  # noqa: PLW0603  one sequence for the whole process
    with _lock:
        ms = time.time_ns() // 1_000_000
        if ms > _last_ms:
            # The top bit stays free so that counting on has room before it overflows.
            _last_ms, _last_random = ms, secrets.randbits(_RANDOM_BITS - 1)
        else:
            _last_random += 1 + secrets.randbits(_STEP_BITS)
            if _last_random >> _RANDOM_BITS:
                _last_ms, _last_random = _last_ms + 1, secrets.randbits(_RANDOM_BITS - 1)
        return _packed(_last_ms, _last_random)


def _packed(ms: int, random: int) -> UUID:
    """Lay 48 bits of milliseconds and 74 random bits out as RFC 9562 says."""
    high, low = random >> 62, random & _LOW_62
    return UUID(int=(ms << 80) | _VERSION_AND_VARIANT | (high << 64) | low)
