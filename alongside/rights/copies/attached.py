"""Photos and voice notes in a copy: files of their own, each named by what it stands under."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from alongside.kit.voices import ENDS

if TYPE_CHECKING:
    from alongside.rights.copies.gathering import Gathered

FOLDER = "photos-and-voice-notes"


def name_of(row: Any) -> str:
    """Where it lies in the copy."""
    return f"{FOLDER}/{row.heading}-{row.kind}.{ENDS.get(row.media_type, 'jpg')}"


def attached_in(all_of_it: "Gathered") -> Iterator[tuple[str, Iterable[bytes]]]:
    """Each one that is still there, as it is."""
    for row in all_of_it.of("profiles.Attachment"):
        if row.content:
            yield name_of(row), [row.content]
