"""What people can do with shares: ask, say yes, take back, pause, say whom never to tell."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.aliases import also_me
from alongside.people.models import Person
from alongside.relationships.models import Pause, Relationship, Side
from alongside.shares.feared import in_team, must_not_be_feared, whom_it_could_mean
from alongside.shares.in_person import who_showed, who_shows
from alongside.shares.keeping import NobodyToKeep, pass_on
from alongside.shares.models import Basis, Keeping, NeverTell, Share, Withdrawal
from alongside.teams.models import Team
from alongside.vault.fields import open_rows

GIVEN = (
    Strand.ABOUT_ME,
    Strand.PLANS,
    Strand.MOMENTS,
    Strand.PROMISES,
    Strand.CIRCLES,
    Strand.ADDRESS,
)
"""Strands there is something in so far."""


class NothingToShare(Exception):
    """Only somebody in their own life shares, from what they made with somebody at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be opened, to whom, what for, until when."""

    strand: Strand
    sheet: str = ""
    """One page somebody wrote of themselves, alone: the strand is about-me."""
    with_person_id: UUID | None = None
    with_team_id: UUID | None = None
    letters: str = ""
    """Or with whoever shows these, in person."""
    life: Life = Life.WORKING
    moment_id: UUID | None = None
    steps_in_for_id: UUID | None = None
    purpose: str = ""
    basis: Basis = Basis.CONSENT
    until: datetime | None = None


# --- asking and giving ------------------------------------------------------------------------


def ask_to_share(*, by: Viewer, relationship_id: UUID, wish: Wish, id: UUID | None = None) -> Share:
    """Ask the person to open something; asked by the person, it is given. Twice is once.

    Raises MustNotKnow, NothingToShare, LettersEnded, and Http404 for what is out of the viewer's
    sight.
    """
    with writing():
        Relationship.objects.get_visible(by, id=relationship_id)
        about = whose_life(relationship_id)
        if there := already(Share, id, asked_by_id=by.person_id):
            return there
        if wish.letters and _is_mine(by, about):
            wish = replace(wish, with_person_id=who_showed(wish.letters, by=by), letters="")
        else:
            _must_be_known(by, wish)
        share = _as_wished(by, relationship_id, about, wish)
        share.id = id or new_id()
        share.save(force_insert=True)
        return share


def would_be_shared(*, by: Viewer, relationship_id: UUID, wish: Wish) -> Share:
    """What `ask_to_share` would make, kept nowhere: to look at before a yes. Raises the same."""
    Relationship.objects.get_visible(by, id=relationship_id)
    about = whose_life(relationship_id)
    if wish.letters and _is_mine(by, about):
        wish = replace(wish, with_person_id=who_shows(wish.letters, by=by), letters="")
    else:
        _must_be_known(by, wish)
    share = _as_wished(by, relationship_id, about, wish)
    near = (share.about, share.with_person, share.asked_by, share.steps_in_for)
    open_rows([person for person in near if person])
    return share


def _is_mine(by: Viewer, about: UUID) -> bool:
    return by.person_id == about and not by.is_working


def _as_wished(by: Viewer, relationship_id: UUID, about: UUID, wish: Wish) -> Share:
    """The share, not saved. Raises MustNotKnow."""
    must_not_be_feared(about, wish.with_person_id, wish.with_team_id)
    return Share(
        relationship_id=relationship_id,
        about_id=about,
        strand=wish.strand.value,
        sheet=wish.sheet,
        ground=(Ground.COVER if wish.with_team_id or wish.steps_in_for_id else Ground.SHARE),
        moment_id=wish.moment_id,
        with_person_id=wish.with_person_id,
        with_team_id=wish.with_team_id,
        life=wish.life.value,
        steps_in_for_id=wish.steps_in_for_id,
        purpose=wish.purpose,
        basis=wish.basis.value,
        asked_by_id=by.person_id,
        given_at=now() if _is_mine(by, about) else None,
        until=wish.until,
    )


def whose_life(relationship_id: UUID) -> UUID:
    """The side in their own life, beside one at work. Raises NothingToShare."""
    sides = dict(
        Side.objects.filter(relationship_id=relationship_id).values_list("life", "person_id")
    )
    if set(sides) != {Life.OWN.value, Life.WORKING.value}:
        raise NothingToShare
    return sides[Life.OWN.value]


def _must_be_known(by: Viewer, wish: Wish) -> None:
    if wish.with_person_id is not None:
        Person.objects.get_visible(by, id=wish.with_person_id)
    if wish.with_team_id is not None:
        Team.objects.get_visible(by, id=wish.with_team_id)
    if (wish.with_person_id is None) == (wish.with_team_id is None):
        raise Http404


def say_yes(*, by: Viewer, share_id: UUID) -> None:
    """The person gives what was asked for. Raises MustNotKnow."""
    with writing():
        share = _asked_of_me(by, share_id)
        must_not_be_feared(by.person_id, share.with_person_id, share.with_team_id)
        share.given_at, share.declined_at = share.given_at or now(), None
        share.save(update_fields=["given_at", "declined_at"])


def say_not_yet(*, by: Viewer, share_id: UUID) -> None:
    """The person does not give it, for now. They can say yes on any other day."""
    with writing():
        share = _asked_of_me(by, share_id)
        if share.given_at is None:
            share.declined_at = now()
            share.save(update_fields=["declined_at"])


def _asked_of_me(by: Viewer, share_id: UUID) -> Share:
    share = _mine(by, share_id)
    if share.ground not in {Ground.SHARE.value, Ground.COVER.value}:
        raise Http404
    return share


def _mine(by: Viewer, share_id: UUID) -> Share:
    """A share of the viewer's own life, in their own life."""
    if by.is_working:
        raise Http404
    return Share.objects.get_ours(by, id=share_id, about_id=by.person_id)


def take_back(*, by: Viewer, share_id: UUID) -> None:
    """Stop one share, at once and everywhere, openly. Twice is once."""
    with writing():
        share = _asked_of_me(by, share_id)
        back, _new = Withdrawal.objects.get_or_create(share=share, defaults={"by_id": by.person_id})
        if back.quietly_in_id is not None:
            back.quietly_in_id = None
            back.save(update_fields=["quietly_in"])


def take_back_quietly(*, by: Viewer, share_id: UUID, relationship_id: UUID) -> None:
    """Stop what opens, and let it look as if nothing had changed.

    Asked for and not given yet, it becomes a yes that opens nothing. Written with somebody the
    person trusts, at work, in their relationship; it shows there alone. Raises MustNotKnow, and
    Http404 when that is the one it was shared with, somebody of that team, or the one who asked.
    """
    with writing():
        share = _asked_of_me(by, share_id)
        me = {by.person_id} | also_me(by.person_id)
        mine = Side.objects.filter(person_id__in=me, life=by.life, left_at=None)
        trusted = Side.objects.filter(
            relationship_id=relationship_id,
            relationship_id__in=mine.values("relationship_id"),
            life=Life.WORKING.value,
        )
        other = trusted.exclude(person_id__in=me).first()
        if other is None or other.person_id in not_to_be_trusted_with(share):
            raise Http404
        Withdrawal.objects.get_or_create(
            share=share,
            defaults={"by_id": by.person_id, "quietly_in_id": relationship_id},
        )
        if share.given_at is None:
            say_yes(by=by, share_id=share.id)


def not_to_be_trusted_with(share: Share) -> set[UUID | None]:
    """Who could tell that a share was quietly taken back: no quiet word about it with them."""
    team = in_team(share.with_team_id) if share.with_team_id else []
    return {share.with_person_id, share.asked_by_id, *team}


# --- pausing ----------------------------------------------------------------------------------


def pause(*, by: Viewer) -> None:
    """Share nothing from now on. Twice is once. Raises Http404 at work."""
    with writing():
        _in_own_life(by)
        Pause.objects.get_or_create(person_id=by.person_id, ended_at=None)


def share_again(*, by: Viewer) -> None:
    """End my pause: what I gave before, and did not take back, opens again."""
    with writing():
        _in_own_life(by)
        Pause.objects.filter(person_id=by.person_id, ended_at=None).update(ended_at=now())


def _in_own_life(by: Viewer) -> None:
    if by.is_working:
        raise Http404


# --- never tell -------------------------------------------------------------------------------


def name_never_tell(
    *,
    by: Viewer,
    words: str,
    person_id: UUID | None = None,
    other_id: UUID | None = None,
    id: UUID | None = None,
) -> NeverTell:
    """Whom never to tell: said by the person, or written down by somebody who works with them."""
    about = person_id or by.person_id
    with writing():
        if about == by.person_id:
            _in_own_life(by)
        else:
            _must_walk_with(by, about)
        if there := already(NeverTell, id, written_by_id=by.person_id):
            return there
        if other_id is not None:
            Person.objects.get_visible(by, id=other_id)
        meant = [other_id] if other_id else whom_it_could_mean(by, about, words)
        rows = _one_for_each(by, about, words, meant or [None], id or new_id())
        for said in rows:
            _stop_what_is_open(said, by)
    return rows[0]


def _one_for_each(
    by: Viewer, about: UUID, words: str, meant: Sequence[UUID | None], id: UUID
) -> list[NeverTell]:
    """One line of the list: a row for each it could mean, written at the same moment."""
    at = now()
    return [
        NeverTell.objects.create(
            id=new_id() if number else id,
            person_id=about,
            words=words,
            other_id=other_id,
            said_at=at,
            written_by_id=by.person_id,
        )
        for number, other_id in enumerate(meant)
    ]


def _stop_what_is_open(said: NeverTell, by: Viewer) -> None:
    """What was given to them by name ends now, and would not begin again by itself."""
    if said.other_id is None:
        return
    given = Share.objects.filter(
        about_id=said.person_id, with_person_id=said.other_id, withdrawal=None
    )
    for share in given.filter(ground__in=(Ground.SHARE, Ground.COVER)):
        Withdrawal.objects.create(share=share, by_id=by.person_id)
    kept = Keeping.objects.filter(keeper_id=said.other_id, ended_at=None)
    with suppress(NobodyToKeep):
        pass_on(kept.filter(relationship__sides__person_id=said.person_id))


def _must_walk_with(by: Viewer, person_id: UUID) -> None:
    theirs = Side.objects.ours(by).filter(person_id=person_id, life=Life.OWN.value)
    if not by.is_working or not theirs.exists():
        raise Http404


def take_back_never_tell(*, by: Viewer, never_tell_id: UUID) -> None:
    """Only the person themselves can say that somebody may know after all."""
    with writing():
        _in_own_life(by)
        said = NeverTell.objects.get_ours(by, id=never_tell_id, person_id=by.person_id)
        # With everybody else it could have meant.
        line = {"said_at": said.said_at, "written_by_id": said.written_by_id}
        of_the_line = NeverTell.objects.filter(person_id=by.person_id, **line)
        of_the_line.filter(taken_back_at=None).update(taken_back_at=now())
