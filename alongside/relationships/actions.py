"""What people can do with relationships: begin one."""

from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.access.grounds import OURS, Ground
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.transactions import writing
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.relationships.models import Relationship, Side


def begin_relationship(
    *,
    by: Viewer,
    person_id: UUID | None = None,
    called: str = "",
    their_life: Life = Life.OWN,
    began_on: date | None = None,
    words: str = "",
    id: UUID | None = None,
) -> Relationship:
    """Begin with somebody the viewer can see, or with somebody new by what they are called.

    The viewer's side is in the life they are looking from. Twice with one id is once; with
    somebody the viewer has such a relationship with already, it is that one. Raises Http404
    for a person out of sight, and for a working side written down from somebody's own life.
    """
    if their_life == Life.WORKING and not by.is_working:
        raise Http404
    with writing():
        if there := _there_already(by, id, person_id, their_life):
            return there
        person = _the_other(by, person_id, called)
        return begun(by, person.id, their_life, began_on=began_on, words=words, id=id)


def begun(
    by: Viewer,
    person_id: UUID,
    their_life: Life,
    *,
    began_on: date | None,
    words: str = "",
    id: UUID | None = None,
) -> Relationship:
    """A relationship of these two. To be called within `writing()`, where both may."""
    relationship = Relationship.objects.create(
        id=id or new_id(), begun_by_id=by.person_id, began_on=began_on, words=words
    )
    for side_of, life in ((by.person_id, by.life), (person_id, their_life)):
        Side.objects.create(relationship=relationship, person_id=side_of, life=life.value)
    return relationship


def _there_already(
    by: Viewer, id: UUID | None, person_id: UUID | None, their_life: Life
) -> Relationship | None:
    mine = Relationship.objects.visible_to(by)
    if id and (same := Relationship.objects.filter(id=id).first()):
        there: Relationship = mine.get_visible(by, id=same.id, begun_by_id=by.person_id)
        return there
    if person_id is None or person_id == by.person_id:
        return None
    with_them = Side.objects.filter(person_id=person_id, life=their_life.value)
    return mine.filter(id__in=with_them.values("relationship_id")).order_by("made_at").first()


def _the_other(by: Viewer, person_id: UUID | None, called: str) -> Person:
    if person_id is None:
        return add_person(by=by, called=called)
    if person_id == by.person_id:
        raise Http404
    # A name that somebody shared, or that safety or the law opened, begins nothing.
    near = Person.objects.visible_to(by, *OURS, Ground.COVER)
    return get_object_or_404(near, id=person_id)
