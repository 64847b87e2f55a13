"""When made-up worlds happen, and in which lives."""

from datetime import UTC, datetime

LIVES = ("working", "own")
BEGIN = datetime(2026, 3, 4, 9, tzinfo=UTC)
MOST_STEPS = 6
"""Everything opens within so many minutes of BEGIN, so that looks often fall on the minute."""
