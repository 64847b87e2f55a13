"""Whether words say where somebody lives: asked before something leaves, and never shown."""

import re
from collections.abc import Iterable
from uuid import UUID

from alongside.kit.folding import folded
from alongside.people.aliases import one_with
from alongside.people.models import Address
from alongside.vault.fields import open_rows


def says_where(about_id: UUID, words: str) -> bool:
    """Whether a line of where this person lives, with a number in it, is among these words.

    For a check before something leaves, never for showing: it asks nobody's leave.
    """
    lives = list(Address.objects.filter(person_id__in=one_with({about_id})))
    open_rows(lives)
    parts = {folded(part.strip()) for one in lives for part in re.split(r"[,\n]", one.words)}
    told_by = re.compile(r"(?=.*\d)(?=.*[^\W\d]{2})")
    said = folded(words)
    return any(part in said for part in parts if told_by.match(part))


class SaysWhere(Exception):
    """These words say where they live."""


def must_not_say_where(about_id: UUID, words: Iterable[str]) -> None:
    """Raises SaysWhere: what leaves never carries where somebody lives."""
    if says_where(about_id, "\n".join(words)):
        raise SaysWhere
