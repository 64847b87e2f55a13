"""Two records of one person: said by who walks with both or by the person, and taken apart again.

Nothing that was written moves: an alias stands between the two ids. At work, whoever walks with
both has one person in their lists. The person's way in opens both once they said yes themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import Account, MayWork
from alongside.kit.folding import folded
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.partners.models import PartnerPerson
from alongside.people.aliases import one_with, standing
from alongside.people.models import Alias, Person
from alongside.relationships.apart import must_stay_apart
from alongside.relationships.joining import end_codes_for, life_of, use_up
from alongside.relationships.models import Invitation, Pause, Side
from alongside.relationships.queries import (
    Between,
    my_relationships,
    one_each,
    the_relationship,
)
from alongside.relationships.waiting import one_of_two_records
from alongside.teams.models import Member
from alongside.vault.fields import open_rows


class CannotBeOne(Exception):
    """Something stands between the two. What it is, is not said: it may be about fear."""


class OnlyThemselves(Exception):
    """Each has a way in: only the person can say so, with a code in person."""


class TooLate(Exception):
    """It can be taken apart for 30 days; then it stays."""


# --- who it could be --------------------------------------------------------------------------


def who_it_could_be(viewer: Viewer, between: Between) -> list[Between]:
    """Others I walk with at work, in their own lives; names that share a word come first."""
    if not viewer.is_working or between.other_life != Life.OWN:
        raise Http404
    words = set(folded(between.other.called).split())
    others = [
        each
        for each in one_each(my_relationships(viewer))
        if each.other_life == Life.OWN
        and each.other.id != between.other.id
        and (each.as_one is None or each.as_one != between.as_one)
    ]
    return sorted(others, key=lambda each: not words & set(folded(each.other.called).split()))


# --- saying so --------------------------------------------------------------------------------


def say_they_are_one(
    *, by: Viewer, relationship_id: UUID, other_id: UUID, why: str, id: UUID | None = None
) -> Alias:
    """Whoever walks with both says that they are one person. Twice is once.

    Both by my relationships with them. Raises CannotBeOne, OnlyThemselves, and Http404 unless
    I walk with both from work, each in their own life.
    """
    with writing():
        if there := already(Alias, id, said_by_id=by.person_id):
            return there
        one, other = the_relationship(by, relationship_id), the_relationship(by, other_id)
        if not by.is_working or {one.other_life, other.other_life} != {Life.OWN}:
            raise Http404
        return _write(by, (one.other.id, other.other.id), why, id)


def say_i_am_both(*, by: Viewer, invitation: Invitation) -> Alias:
    """Somebody who is in here types the code that was shown them for their other record.

    It shows that they are both, in person. The code is used up by it. Raises CodeEnded,
    CannotBeOne, and Http404 at work.
    """
    with writing():
        if by.is_working or life_of(invitation) != Life.OWN:
            raise Http404
        use_up(invitation)
        alias = _between(by.person_id, invitation.person_id) or _write(
            by, (by.person_id, invitation.person_id), "", None, shown_by=invitation.shown_by_id
        )
        _agree(alias)
    return alias


def _write(
    by: Viewer,
    both: tuple[UUID, UUID],
    why: str,
    id: UUID | None,
    shown_by: UUID | None = None,
) -> Alias:
    one, other = _around(both[0]), _around(both[1])
    if one.ids == other.ids:
        raise CannotBeOne
    _must_be_able_to_be_one(one.ids, other.ids, {by.person_id, shown_by or by.person_id})
    has_account = _with_way_in(one.ids), _with_way_in(other.ids)
    if by.is_working and all(has_account):
        raise OnlyThemselves
    stays, joins = _which_stays(one, other, other_first=has_account[1] and not has_account[0])
    for person_id in one.ids | other.ids:
        end_codes_for(person_id)
    return Alias.objects.create(
        id=id or new_id(), kept_as_id=stays, other_id=joins, said_by_id=by.person_id, why=why
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """All records of one person, and the one the others stand round."""

    middle: UUID
    ids: set[UUID]


def _around(person_id: UUID) -> _Around:
    kept = standing().filter(other_id=person_id).values_list("kept_as_id", flat=True).first()
    return _Around(kept or person_id, one_with({person_id}))


def _which_stays(one: _Around, other: _Around, *, other_first: bool) -> tuple[UUID, UUID]:
    """Whose name stands in lists: the one with several records, or with a way in, or first."""
    if len(one.ids) > 1 and len(other.ids) > 1:
        raise CannotBeOne
    if len(other.ids) > 1 or (other_first and len(one.ids) == 1):
        return other.middle, one.middle
    return one.middle, other.middle


def _must_be_able_to_be_one(one: set[UUID], other: set[UUID], by: set[UUID]) -> None:
    """Raises CannotBeOne for who works here, who walks with the other, and who fears."""
    if _works(one | other) or _walk_together(one, other):
        raise CannotBeOne
    if must_stay_apart(one, other) or must_stay_apart(one | other, by - one - other):
        raise CannotBeOne


def _works(ids: set[UUID]) -> bool:
    """What somebody does at work is never one with anybody's own life."""
    return any(
        found.exists()
        for found in (
            Side.objects.filter(person_id__in=ids, life=Life.WORKING.value),
            MayWork.objects.filter(account__person_id__in=ids, ended_at=None),
            Member.objects.filter(person_id__in=ids, left_at=None),
            PartnerPerson.objects.filter(person_id__in=ids, left_at=None),
        )
    )


def _walk_together(one: set[UUID], other: set[UUID]) -> bool:
    """Two who have a relationship with each other are two."""
    theirs = Side.objects.filter(person_id__in=one).values("relationship_id")
    return Side.objects.filter(person_id__in=other, relationship_id__in=theirs).exists()


def _with_way_in(ids: Iterable[UUID]) -> bool:
    return Account.objects.filter(person_id__in=ids).exists()


def _between(one: UUID, other: UUID) -> Alias | None:
    either = Q(kept_as_id=one, other_id=other) | Q(kept_as_id=other, other_id=one)
    return standing().filter(either).first()


# --- the person's word ------------------------------------------------------------------------


def asked_if_i_am_both(viewer: Viewer) -> list[Alias]:
    """Somebody said that I am two records here, and I have not said so yet. Who, and nothing more.

    The other record is not named: if it is somebody else's, I learn nothing of them.
    """
    if viewer.is_working:
        return []
    asked = list(one_of_two_records(viewer).select_related("said_by").order_by("said_at"))
    open_rows([alias.said_by for alias in asked])
    return asked


def say_yes_i_am_both(*, by: Viewer, alias_id: UUID) -> None:
    """It is me: from now on what I come in with opens both. Twice is once."""
    with writing():
        if by.is_working:
            raise Http404
        alias = one_of_two_records(by).filter(id=alias_id).first()
        if alias is None:
            Alias.objects.get_ours(by, id=alias_id)
            return
        _agree(alias)


def _agree(alias: Alias) -> None:
    if alias.agreed_at is not None:
        return
    alias.agreed_at = now()
    alias.save(update_fields=["agreed_at"])
    # Whoever paused anywhere has paused everywhere: nothing opens by becoming one.
    all_of_me = one_with({alias.other_id})
    if Pause.objects.filter(person_id__in=all_of_me, ended_at=None).exists():
        for person_id in all_of_me:
            Pause.objects.get_or_create(person_id=person_id, ended_at=None)


# --- taking it apart --------------------------------------------------------------------------


def take_apart(*, by: Viewer, alias_id: UUID) -> Alias:
    """They are two after all: each record is on its own again, as it was. Twice is once.

    By the person, or by whoever at work walks with both. Raises TooLate after 30 days, unless
    the person has not said yes yet: their no always holds.
    """
    with writing():
        mine = one_of_two_records(by).filter(id=alias_id).first() if not by.is_working else None
        alias = mine or Alias.objects.get_ours(by, id=alias_id)
        if alias.undone_at is not None:
            return alias
        if mine is None and not alias.can_be_taken_apart:
            raise TooLate
        alias.undone_at, alias.undone_by_id = now(), by.person_id
        alias.save(update_fields=["undone_at", "undone_by"])
    return alias


def told_as_one(viewer: Viewer, between: Between) -> list[Alias]:
    """That this person is several records here, for whoever walks with both; newest first."""
    if between.as_one is None:
        return []
    here = Q(kept_as_id=between.other.id) | Q(other_id=between.other.id)
    found = Alias.objects.ours(viewer).filter(here, undone_at=None)
    return _opened(found)


def records_that_are_me(viewer: Viewer) -> list[Alias]:
    """What I said yes to, newest first."""
    return _opened(Alias.objects.ours(viewer)) if not viewer.is_working else []


def _opened(found: QuerySet[Alias]) -> list[Alias]:
    aliases = list(found.select_related("kept_as", "other", "said_by").order_by("-said_at"))
    people: list[Person] = [p for a in aliases for p in (a.kept_as, a.other, a.said_by)]
    open_rows([*aliases, *people])
    return aliases
