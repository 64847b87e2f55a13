"""What stands before anything leaves: whom they fear, and where they live."""

from collections.abc import Iterable
from uuid import UUID

from alongside.kit.folding import folded
from alongside.people.models import Person
from alongside.shares.feared import feared_among, names_somebody_feared
from alongside.vault.fields import open_rows


class MustNotKnow(Exception):
    """The one it is about asked never to tell this somebody."""


class NamesThem(Exception):
    """These words name somebody whose life it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def may_be_asked(about_id: UUID, to_id: UUID | None, *names: str) -> None:
    """Raises MustNotKnow for somebody feared, by who they are or by any word of their name."""
    if to_id is not None and feared_among(about_id, {to_id}):
        raise MustNotKnow
    if names_somebody_feared(about_id, " ".join(names)):
        raise MustNotKnow


def names_nobody(about_id: UUID, words: str, others: Iterable[UUID] = ()) -> None:
    """Raises NamesThem: what a team is told of a door is of nobody's life.

    Of whoever it is about, any part of any name, however it is written. Of others only as it is
    written: a Will and a Grace must not keep their names' words from everybody.
    """
    said = words.replace("’", " ").replace("'", " ")
    plain = {_bare(word) for word in folded(said).split()}
    as_written = {_bare(word) for word in said.split()}
    for person in _opened({about_id, *others}):
        is_them = person.id == about_id
        for part in _parts(person):
            if (folded(part) in plain) if is_them else (part in as_written):
                raise NamesThem(part)


def _opened(people: set[UUID]) -> list[Person]:
    found = list(Person.objects.filter(id__in=people))
    open_rows(found)
    return found


def _parts(person: Person) -> set[str]:
    return {*str(person.called).split(), *str(person.full_name).split()}


def _bare(word: str) -> str:
    return word.strip('.,;:!?()“”"')
