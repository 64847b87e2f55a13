"""What stands before anything leaves: whom they fear, and where they live."""

from collections.abc import Iterable
from uuid import UUID

from alongside.kit.folding import folded
from alongside.people.models import Person
from alongside.people.where import says_where
from alongside.shares.feared import feared_among, names_of, names_somebody_feared
from alongside.vault.fields import open_rows


class MustNotKnow(Exception):
    """The one it is about asked never to tell this somebody."""


class SaysWhere(Exception):
    """These words say where they live."""


class NamesThem(Exception):
    """These words name somebody whose life it is."""


def may_be_asked(about_id: UUID, to_id: UUID | None, *names: str) -> None:
    """Raises MustNotKnow for somebody feared, by who they are or by any word of their name."""
    if to_id is not None and feared_among(about_id, {to_id}):
        raise MustNotKnow
    if names_somebody_feared(about_id, " ".join(names)):
        raise MustNotKnow


def may_leave(about_id: UUID, words: Iterable[str]) -> None:
    """Raises SaysWhere: an ask never carries where somebody lives."""
    if says_where(about_id, "\n".join(words)):
        raise SaysWhere


def names_nobody(people: Iterable[UUID], words: str) -> None:
    """Raises NamesThem: what a team is told of a door is of nobody's life."""
    found = list(Person.objects.filter(id__in=people))
    open_rows(found)
    said = set(folded(words).replace("’", " ").replace("'", " ").split())
    said = {word.strip('.,;:!?()“”"') for word in said}
    names = {part for one in found for name in names_of(one) for part in name.split()}
    if said & names:
        raise NamesThem
