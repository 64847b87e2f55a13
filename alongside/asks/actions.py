"""What people can do with asks: each verb checks, changes and records at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.accounts.held import new_link
from alongside.asks import links
from alongside.asks.checks import may_be_asked, names_nobody
from alongside.asks.models import Ask, AskAfter, AskAnswer, Door, Says
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.partners.actions import write_down_partner, write_down_somebody_new
from alongside.partners.queries import partners
from alongside.people.models import Person
from alongside.people.where import must_not_say_where
from alongside.relationships.queries import (
    Between,
    must_be_mine,
    my_relationships,
    the_relationship,
)
from alongside.shares.models import Basis
from alongside.vault.fields import open_rows

LONGEST = timedelta(days=90)


class NotAgreed(Exception):
    """The one it is about has not said yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of whom."""

    called: str
    words: str
    to_id: UUID | None = None
    place: str = ""
    why: str = ""
    may_know: str = ""
    signed: str = ""
    basis: Basis = Basis.CONSENT
    answer_by: date | None = None
    until: datetime

    @property
    def leaves(self) -> tuple[str, ...]:
        """Every word that whoever is asked will read."""
        return (self.words, self.why, self.may_know, self.signed)


def would_ask(*, by: Viewer, relationship_id: UUID, wish: Wish) -> Ask:
    """What `write_ask` would make, kept nowhere: to look at before a yes.

    Raises MustNotKnow, SaysWhere, and Http404 for what is out of the viewer's sight.
    """
    between = the_relationship(by, relationship_id)
    if wish.to_id is not None:
        Person.objects.get_visible(by, id=wish.to_id)
    about = whose_life(by, between).id
    may_be_asked(about, wish.to_id, wish.called, wish.place)
    must_not_say_where(about, wish.leaves)
    return Ask(
        relationship_id=relationship_id,
        about_id=about,
        by_id=by.person_id,
        to_id=wish.to_id,
        called=wish.called,
        place=wish.place,
        words=wish.words,
        why=wish.why,
        may_know=wish.may_know,
        signed=wish.signed,
        basis=wish.basis.value,
        answer_by=wish.answer_by,
        until=min(wish.until, now() + LONGEST),
    )


def whose_life(by: Viewer, between: Between) -> Person:
    """Whoever asks in their own life asks for themselves; at work, for the other side."""
    return between.other if by.is_working else between.me


def write_ask(
    *, by: Viewer, relationship_id: UUID, wish: Wish, heard: bool = False, id: UUID | None = None
) -> Ask:
    """Write an ask down. It has its yes when it is about me, or when I heard it (`heard`).

    Twice with one id is once. Raises as `would_ask`.
    """
    with writing():
        if there := already(Ask, id, relationship_id=relationship_id, by_id=by.person_id):
            open_rows([there])
            return there
        ask = would_ask(by=by, relationship_id=relationship_id, wish=wish)
        ask.id = id or new_id()
        if heard or ask.about_id == by.person_id:
            ask.agreed_at, ask.agreed_by_id = now(), by.person_id
        ask.save(force_insert=True)
        return ask


def say_yes_to_ask(*, by: Viewer, ask_id: UUID) -> Ask:
    """The one it is about says yes to these words. Twice is once."""
    with writing():
        ask = Ask.objects.get_ours(by, id=ask_id)
        if ask.about_id != by.person_id or ask.taken_back_at:
            raise Http404
        if ask.agreed_by_id != by.person_id:
            ask.agreed_at, ask.agreed_by_id = now(), by.person_id
            ask.save(update_fields=["agreed_at", "agreed_by"])
        return ask


@dataclass(frozen=True, slots=True)
class Linked:
    """An ask and its link: shown once, and kept nowhere."""

    ask: Ask
    link: str


def make_link(*, by: Viewer, ask_id: UUID) -> Linked:
    """A link for whoever is asked; the one before it ends. Raises NotAgreed and MustNotKnow."""
    with writing():
        ask = Ask.objects.get_ours(by, id=ask_id)
        if ask.by_id != by.person_id or ask.taken_back_at or ask.until <= now():
            raise Http404
        if ask.agreed_at is None:
            raise NotAgreed
        open_rows([ask])
        may_be_asked(ask.about_id, ask.to_id, ask.called, ask.place)
        must_not_say_where(ask.about_id, (ask.words, ask.why, ask.may_know, ask.signed))
        link = new_link()
        ask.link, ask.browser = links.ASK.fingerprint(link), ""
        ask.save(update_fields=["link", "browser"])
        return Linked(ask, link)


def take_ask_back(*, by: Viewer, ask_id: UUID) -> Ask:
    """Either side: its link shows nothing from now on. Twice is once."""
    with writing():
        ask = Ask.objects.get_ours(by, id=ask_id)
        if ask.taken_back_at is None:
            ask.taken_back_at, ask.taken_back_by_id = now(), by.person_id
            ask.save(update_fields=["taken_back_at", "taken_back_by"])
        return ask


def answer_what_i_was_asked(
    *, by: Viewer, ask_id: UUID, says: Says, words: str = "", id: UUID | None = None
) -> AskAnswer:
    """Whoever was asked answers from here, where they work."""
    with writing():
        ask = Ask.objects.visible_to(by, Ground.SHARE).filter(id=ask_id).first()
        if ask is None:
            raise Http404
        return links.answer_by_link(ask, says=says, words=words, id=id, by_id=by.person_id)


def tell_after(
    *,
    by: Viewer,
    ask_id: UUID,
    words: str,
    is_thanks: bool = False,
    for_them: bool = False,
    id: UUID | None = None,
) -> AskAfter:
    """What happened after, or thanks, which are for them.

    `for_them`, said by anybody but the one it is about, says that they heard it and said yes.
    Thanks need no yes, so they name nobody. Raises SaysWhere, and NamesThem for such thanks.
    """
    with writing():
        ask = Ask.objects.get_ours(by, id=ask_id)
        must_be_mine(by, ask.relationship_id)
        if there := already(AskAfter, id, ask_id=ask_id, by_id=by.person_id):
            return there
        if for_them or is_thanks:
            must_not_say_where(ask.about_id, (words,))
        if is_thanks and not for_them and by.person_id != ask.about_id:
            names_nobody(ask.about_id, words)
        return AskAfter.objects.create(
            id=id or new_id(),
            ask=ask,
            relationship_id=ask.relationship_id,
            by_id=by.person_id,
            words=words,
            is_thanks=is_thanks,
            for_them=for_them or is_thanks,
        )


# --- doors --------------------------------------------------------------------------------------


def tell_of_door(
    *, by: Viewer, ask_id: UUID, words: str, place: str = "", id: UUID | None = None
) -> Door:
    """Tell my team who opened a door and for what, without a word about anybody's life.

    Whoever was asked is written down with their place, if they were not. Raises NamesThem, and
    Http404 outside a team, and before a yes.
    """
    with writing():
        ask = Ask.objects.visible_to(by, Ground.MINE).filter(id=ask_id).first()
        said_yes = AskAnswer.objects.filter(ask_id=ask_id, says=Says.YES.value).exists()
        if ask is None or not said_yes or not by.is_working:
            raise Http404
        if there := already(Door, id, by_id=by.person_id):
            return there
        walked_with = {b.other.id for b in my_relationships(by) if b.other_life == Life.OWN}
        names_nobody(ask.about_id, words, walked_with)
        open_rows([ask])
        person_id = ask.to_id or _write_down(by, ask, place)
        return Door.objects.create(
            id=id or new_id(), person_id=person_id, by_id=by.person_id, words=words
        )


def _write_down(by: Viewer, ask: Ask, place: str) -> UUID:
    """Who was asked becomes somebody the team knows, in the place they are found at."""
    place = place or ask.place or ask.called
    there = next((one for one in partners(by) if one.called == place), None)
    there = there or write_down_partner(by=by, called=place)
    one = write_down_somebody_new(by=by, partner_id=there.id, called=ask.called)
    ask.to_id = one.person_id
    ask.save(update_fields=["to"])
    return one.person_id


def take_door_off(*, by: Viewer, door_id: UUID) -> None:
    """Whoever told of it, or whoever opened it, takes it off the list."""
    with writing():
        door = Door.objects.get_visible(by, id=door_id)
        if by.person_id not in {door.by_id, door.person_id}:
            raise Http404
        door.taken_back_at = door.taken_back_at or now()
        door.save(update_fields=["taken_back_at"])
