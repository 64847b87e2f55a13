"""What every kind of record declares about itself.

It says in words what export, erasure, merging and retention have to do; a model or a field
without one fails `tests/test_architecture.py`. The words are not the work: what carries them
out is written in the slice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

EACH_ROW_SAYS = "each row says"
"""The strand of what several slices make: the row itself names it."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Why a kind of record is kept, whose it is, and what becomes of it."""

    owner: str
    strand: str | None
    """The strand it is shared under; None: it is never shown as content."""
    key: str
    export: str
    erase: str
    merge: str
    retention: str
    fields: Mapping[str, str]
    """What each field is for, in words a person would accept."""
