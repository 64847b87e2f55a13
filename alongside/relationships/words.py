"""What is said between two people about each other: what matters, and how to reach them."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.kit.time import now, today
from alongside.kit.transactions import writing
from alongside.relationships.models import (
    ComingBack,
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
    said = WhatMatters.objects.visible_to(viewer).filter(
        relationship_id=relationship_id, person_id=person_id
    )
    return said.order_by("-said_at")[:1]


def newest_reach(viewer: Viewer, relationship_id: UUID, person_id: UUID) -> SafeReach | None:
    """How to reach this person safely, as it was last said here."""
    said = SafeReach.objects.visible_to(viewer).filter(
        relationship_id=relationship_id, person_id=person_id
    )
    reach = said.order_by("-said_at").first()
    open_rows([reach] if reach else [])
    return reach


def last_read_together(viewer: Viewer, relationship_id: UUID) -> ReadTogether | None:
    return _read_together.first(viewer, relationship_id)


@prepared
def _read_together(viewer: Viewer, relationship_id: UUID) -> "QuerySet[ReadTogether]":
    read = ReadTogether.objects.visible_to(viewer).filter(relationship_id=relationship_id)
    return read.order_by("-on")[:1]


def say_what_matters(
    *, by: Viewer, relationship_id: UUID, person_id: UUID, words: str
) -> WhatMatters:
    """Say it myself, or write it down for the other side."""
    with writing():
        the_relationship(by, relationship_id).person(person_id)
        return WhatMatters.objects.create(
            relationship_id=relationship_id,
            person_id=person_id,
            words=words,
            said_at=now(),
            taken_down_by_id=None if person_id == by.person_id else by.person_id,
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
) -> SafeReach:
    """Say it myself, or write it down for the other side. What was said before stays too."""
    with writing():
        the_relationship(by, relationship_id).person(person_id)
        return SafeReach.objects.create(
            relationship_id=relationship_id,
            person_id=person_id,
            words=words,
            times=times,
            leave_words=leave_words,
            who_might_see=who_might_see,
            safe_word=safe_word,
            said_at=now(),
            written_by_id=by.person_id,
        )


def read_together(*, by: Viewer, relationship_id: UUID) -> ReadTogether:
    """Today both sat down and read what is written here."""
    with writing():
        Relationship.objects.get_visible(by, id=relationship_id)
        read, _new = ReadTogether.objects.get_or_create(
            relationship_id=relationship_id, on=today(), defaults={"written_by_id": by.person_id}
        )
    return read


def unread_comings_back(viewer: Viewer) -> list[ComingBack]:
    """Times somebody was helped back in under my name, until I say I have read it."""
    return list(ComingBack.objects.visible_to(viewer).filter(read_at=None).order_by("-at"))
