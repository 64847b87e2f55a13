"""What every kind of record declares about itself.

Export, erasure, merging, retention and the records of processing are all read from
these declarations; a model or a field without one fails `tests/test_architecture.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


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
