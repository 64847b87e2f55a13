"""What is said between two people about each other: what matters, and how to reach them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.prepared import prepared
from alongside.kit.time import now, today
from alongside.kit.transactions import writing
from alongside.relationships.models import (
    ReadTogether,
    Relationship,
    SafeReach,
    WhatMatters,
)
from alongside.relationships.queries import the_relationship
from alongside.vault.fields import open_rows


def newest_matters(viewer: Viewer, relationship_id: UUID, person_id: UUID) -> WhatMatters | None:
    """What matters most to this person, as they last said it here."""
    matters = _newest.first(viewer, relationship_id, person_id)
    open_rows([matters] if matters else [])
    return matters


@prepared
def _newest(viewer: Viewer, relationship_id: UUID, person_id: UUID) -> "QuerySet[WhatMatters]":
    said = WhatMatters.objects.ours(viewer).filter(
        relationship_id=relationship_id, person_id=person_id
    )
    return said.order_by("-said_at")[:1]


def my_newest_matters(viewer: Viewer) -> WhatMatters | None:
    """What matters most to me, as it was last said in any of my relationships."""
    matters = _my_newest.first(viewer)
    open_rows([matters] if matters else [])
    return matters


@prepared
def _my_newest(viewer: Viewer) -> "QuerySet[WhatMatters]":
    mine = WhatMatters.objects.ours(viewer).filter(person_id=viewer.person_id)
    return mine.order_by("-said_at")[:1]


def ways_to_reach(viewer: Viewer, relationship_id: UUID, person_id: UUID) -> list[SafeReach]:
    """How to reach this person safely, opened, as it stands."""
    said = SafeReach.objects.ours(viewer).filter(
        relationship_id=relationship_id, person_id=person_id
    )
    standing = as_it_stands(said.order_by("-said_at", "-id"))
    open_rows(standing)
    return standing


def as_it_stands(said: Iterable[SafeReach]) -> list[SafeReach]:
    """Of what was said of reaching one person, newest first, what is shown.

    Their own last words come first, whoever wrote something later: that stands below, as theirs
    who wrote it. What only a file says is shown where nobody here has said anything.
    """
    said = list(said)
    own = next((each for each in said if each.is_own), None)
    written = next((each for each in said if not each.is_own and not each.brought_in), None)
    if own and written and written.said_at <= own.said_at:
        written = None
    return [each for each in (own, written) if each] or said[:1]


def last_read_together(viewer: Viewer, relationship_id: UUID) -> ReadTogether | None:
    return _read_together.first(viewer, relationship_id)


@prepared
def _read_together(viewer: Viewer, relationship_id: UUID) -> "QuerySet[ReadTogether]":
    read = ReadTogether.objects.ours(viewer).filter(relationship_id=relationship_id)
    return read.order_by("-on")[:1]


def say_what_matters(
    *, by: Viewer, relationship_id: UUID, person_id: UUID, words: str, id: UUID | None = None
) -> WhatMatters:
    """Say it myself, or write it down for the other side."""
    with writing():
        the_relationship(by, relationship_id).person(person_id)
        said = {
            "relationship_id": relationship_id,
            "person_id": person_id,
            "taken_down_by_id": None if person_id == by.person_id else by.person_id,
        }
        return already(WhatMatters, id, **said) or WhatMatters.objects.create(
            id=id or new_id(), words=words, said_at=now(), **said
        )


def say_how_to_reach(
    *,
    by: Viewer,
    relationship_id: UUID,
    person_id: UUID,
    words: str,
    times: str = "",
    leave_words: str = "",
    who_might_see: str = "",
    safe_word: str = "",
    id: UUID | None = None,
) -> SafeReach:
    """Say it myself, or write it down for the other side. What was said before stays too."""
    with writing():
        the_relationship(by, relationship_id).person(person_id)
        said = {
            "relationship_id": relationship_id,
            "person_id": person_id,
            "written_by_id": by.person_id,
        }
        return already(SafeReach, id, **said) or SafeReach.objects.create(
            id=id or new_id(),
            words=words,
            times=times,
            leave_words=leave_words,
            who_might_see=who_might_see,
            safe_word=safe_word,
            said_at=now(),
            **said,
        )


def reach_to_read_through(viewer: Viewer, relationship_id: UUID) -> list[SafeReach]:
    """What a file said about reaching the other side, which nobody has read through yet."""
    waiting = SafeReach.objects.ours(viewer).filter(
        relationship_id=relationship_id, brought_in=True, let_through_at=None
    )
    found = list(waiting.order_by("said_at", "id"))
    open_rows(found)
    return found


def let_reach_through(*, by: Viewer, reach_id: UUID) -> UUID:
    """I have read through how to reach them: they may see it. Gives the relationship."""
    with writing():
        reach = SafeReach.objects.get_ours(by, id=reach_id)
        if not by.is_working or reach.person_id == by.person_id:
            raise Http404
        if reach.waits:
            reach.let_through_by_id, reach.let_through_at = by.person_id, now()
            reach.save(update_fields=["let_through_by", "let_through_at"])
    relationship_id: UUID = reach.relationship_id
    return relationship_id


def read_together(*, by: Viewer, relationship_id: UUID, on: date | None = None) -> ReadTogether:
    """On this day, or today, both sat down and read what is written here."""
    with writing():
        Relationship.objects.get_ours(by, id=relationship_id)
        read, _new = ReadTogether.objects.get_or_create(
            relationship_id=relationship_id,
            on=on or today(),
            defaults={"written_by_id": by.person_id},
        )
    return read
