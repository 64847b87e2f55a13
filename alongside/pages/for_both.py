"""What goes onto paper: only what both sides see now. It is read together, and taken home."""

from collections.abc import Iterable
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.moments.queries import Entry, marks_both_see

BOTH = 2
"""Neither sees where the other stands until both have placed themselves."""


def for_both(viewer: Viewer, entries: Iterable[Entry]) -> list[Entry]:
    """Of these entries what both see, newest first: of what is kept apart, that it is here."""
    entries = list(entries)
    marks = marks_both_see(viewer, [each.kept_apart.id for each in entries if each.kept_apart])
    seen = [each for entry in entries if (each := _for_both(entry, marks))]
    return sorted(seen, key=lambda entry: entry.happened_at, reverse=True)


def _for_both(entry: Entry, marks: set[UUID]) -> Entry | None:
    if mark := entry.kept_apart:
        # Whoever keeps it apart reads its words on their page; on paper it is a mark for both.
        return Entry(mark.happened_at, kept_apart=mark) if mark.id in marks else None
    unread = entry.brought_in is not None and entry.brought_in.read_at is None
    if entry.moment is None or entry.moment.opens_at > now() or unread:
        return None
    entry.tellings = [telling for telling in entry.tellings if telling.opens_at <= now()]
    if len(entry.stances) < BOTH:
        entry.stances = []
    return entry
