"""Who must never be told of whom. Every rule beyond the two sides asks it, and every verb."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.folding import folded
from alongside.people.aliases import one_with, records_of
from alongside.people.models import Person
from alongside.shares.models import Keeping, NeverTell, SafetyLine, Share
from alongside.teams.queries import places_now
from alongside.vault.fields import open_rows


class MustNotKnow(Exception):
    """The person asked never to tell this somebody, or somebody of this team."""


def feared_among(about_id: UUID, person_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these must never be told about this person: by who they are, or by their name.

    Whatever is said of one record of somebody holds for each, of both. For opening, never for
    showing: it asks nobody's leave.
    """
    people, of = records_of(person_ids), one_with({about_id})
    listed = list(NeverTell.objects.filter(person_id__in=of, taken_back_at=None))
    lines = SafetyLine.objects.filter(person_id__in=of)
    feared = {*lines.values_list("kept_from_id", flat=True), *(said.other_id for said in listed)}
    found = {one for one, records in people.items() if records & feared}
    only_words = [said for said in listed if said.other_id is None]
    if not only_words or len(found) == len(people):
        return found
    open_rows(only_words)
    words = {folded(said.words.strip()) for said in only_words}
    named = {one.id for one in _opened(set().union(*people.values())) if words & names_of(one)}
    return found | {one for one, records in people.items() if records & named}


def names_of(person: Person) -> set[str]:
    """What somebody is called, folded, for comparing word for word."""
    return {folded(name.strip()) for name in (person.called, person.full_name) if name}


def _opened(person_ids: Iterable[UUID]) -> list[Person]:
    people = list(Person.objects.filter(id__in=person_ids))
    open_rows(people)
    return people


def names_somebody_feared(about_id: UUID, words: str) -> bool:
    """Whether a name on the list of this person is among these words."""
    of = one_with({about_id})
    listed = list(NeverTell.objects.filter(person_id__in=of, taken_back_at=None))
    open_rows(listed)
    lines = SafetyLine.objects.filter(person_id__in=of).values_list("kept_from_id", flat=True)
    others = {*lines, *(said.other_id for said in listed if said.other_id)}
    people = _opened(one_with(others))
    names = {folded(one.words.strip()) for one in listed}
    names |= {name for one in people for name in names_of(one)}
    said = folded(words)
    return any(re.search(rf"\b{re.escape(name)}\b", said) for name in names if name)


def must_not_be_feared(
    about_id: UUID, with_person_id: UUID | None, with_team_id: UUID | None
) -> None:
    """The check before anything opens. Raises MustNotKnow."""
    people = {with_person_id} if with_person_id else set()
    people |= set(in_team(with_team_id)) if with_team_id else set()
    if feared_among(about_id, people):
        raise MustNotKnow


def in_team(team_id: UUID) -> list[UUID]:
    found = places_now().filter(team_id=team_id).order_by("since", "id")
    return list(found.values_list("person_id", flat=True))


def whom_it_could_mean(by: Viewer, about_id: UUID, words: str) -> list[UUID]:
    """Everybody of this name: among whoever something is open to now, else in sight.

    Which of two it is cannot be told, and guessing wrong could cost a life: so it is both. Where
    there is nobody the words are kept, and compared.
    """
    for people in (_reached(about_id), Person.objects.visible_to(by)):
        others = list(people.exclude(id=about_id))
        open_rows(others)
        found = [one.id for one in others if folded(words.strip()) in names_of(one)]
        if found:
            return found
    return []


def _reached(about_id: UUID) -> QuerySet[Person]:
    """Whoever shares about this person are with, by name or in a team, and whoever keeps."""
    of = one_with({about_id})
    shares = Share.objects.filter(about_id__in=of, withdrawal=None)
    teams = places_now().filter(team_id__in=shares.exclude(with_team=None).values("with_team_id"))
    keepers = Keeping.objects.filter(relationship__sides__person_id__in=of, ended_at=None)
    return Person.objects.filter(
        Q(id__in=shares.exclude(with_person=None).values("with_person_id"))
        | Q(id__in=teams.values("person_id"))
        | Q(id__in=keepers.values("keeper_id"))
    )


def learn_who_is_feared(person_id: UUID, about_ids: Iterable[UUID]) -> None:
    """Somebody comes nearer, as into a team: whoever fears them by name alone, fears them."""
    by_words = NeverTell.objects.filter(
        person_id__in=one_with(about_ids), other_id=None, taken_back_at=None
    )
    listed, names = list(by_words), names_of(_opened([person_id])[0])
    open_rows(listed)
    same = [said.id for said in listed if folded(said.words.strip()) in names]
    NeverTell.objects.filter(id__in=same).update(other_id=person_id)
