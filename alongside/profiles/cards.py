"""A card: a square on paper or a screen that shows chosen parts of About me.

To one person, until a time. Whoever holds it needs no way in here, so it is the one place where
words about a life leave without somebody who is known. It works on the first phone that opens it
and on no other, for as long as the person said, and not while they pause. That it was opened is
on the trail, and whoever made it reads so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.access import trail
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.held import Held, LinkEnded, new_link
from alongside.kit.ids import new_id
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.where import must_not_say_where, says_where
from alongside.profiles.headings import ON_ABOUT_ME, Heading, Sheet
from alongside.profiles.models import Attachment, Card
from alongside.profiles.queries import Part, attachment, page_of
from alongside.relationships.queries import who_paused
from alongside.shares.feared import MustNotKnow, names_somebody_feared
from alongside.vault.fields import open_rows

KEPT_FOR = timedelta(days=30)
LONGEST = timedelta(days=7)
CARD = Held("a card")


@dataclass(frozen=True, slots=True)
class Made:
    """A card and what its square holds: shown once, and kept nowhere."""

    card: Card
    link: str


def may_leave(by: Viewer, chosen: Iterable[Heading], meant_for: str = "") -> None:
    """The check before anything leaves. Raises MustNotKnow for somebody feared, or SaysWhere."""
    if names_somebody_feared(by.person_id, meant_for):
        raise MustNotKnow
    page = page_of(by, by.person_id, by.life.value, Sheet.ABOUT_ME)
    wanted = set(chosen)
    on_it = (words for part in page.parts if part.heading in wanted for words in _words_of(part))
    must_not_say_where(by.person_id, on_it)


def _words_of(part: Part) -> list[str]:
    """All that a part says: its words, and what its photo and its voice note say in words."""
    beside = [one.says for one in (part.photo, part.voice) if one]
    return [part.words, *beside]


def make_card(
    *,
    by: Viewer,
    chosen: Iterable[Heading],
    until: datetime,
    meant_for: str = "",
    id: UUID | None = None,
) -> Made:
    """A card with these headings of my About me. The same form again makes its square anew.

    Raises MustNotKnow and SaysWhere, as `may_leave` does.
    """
    link, wanted = new_link(), set(chosen)
    headings = ",".join(each.value for each in ON_ABOUT_ME if each in wanted)
    with writing():
        may_leave(by, wanted, meant_for)
        _forget_old()
        there = Card.objects.filter(pk=id).first() if id else None
        if there is not None:
            return Made(_square_anew(by, there, link), link)
        card = Card.objects.create(
            id=id or new_id(),
            person_id=by.person_id,
            life=by.life.value,
            chosen=headings,
            meant_for=meant_for,
            link=CARD.fingerprint(link),
            made_at=now(),
            until=min(until, now() + LONGEST),
        )
    return Made(card, link)


def _square_anew(by: Viewer, card: Card, link: str) -> Card:
    """The square shown before ends: only one is out at a time."""
    if card.person_id != by.person_id or card.life != by.life.value or card.opened_at:
        raise Http404
    card.link = CARD.fingerprint(link)
    card.save(update_fields=["link"])
    open_rows([card])
    return card


def _forget_old() -> None:
    Card.objects.filter(until__lt=now() - KEPT_FOR).delete()


def stop_card(*, by: Viewer, card_id: UUID) -> None:
    """It shows nothing from now on, on the phone it opened on too. Twice is once."""
    with writing():
        card = Card.objects.visible_to(by, Ground.MINE).filter(id=card_id).first()
        if card is None:
            raise Http404
        if card.taken_back_at is None:
            card.taken_back_at = now()
            card.save(update_fields=["taken_back_at"])


# --- whoever holds it ---------------------------------------------------------------------------


def works_now() -> QuerySet[Card]:
    """Not over, not stopped, and its maker has not paused."""
    stands = Card.objects.filter(taken_back_at=None, until__gt=now())
    return stands.exclude(person_id__in=who_paused())


def card_open_here(link: str, word: str) -> Card | None:
    """The card that this square holds, where it was opened on this phone."""
    return CARD.open_here(works_now(), link, word)


def card_to_open(link: str) -> Card:
    """The card that this square holds, not opened yet. Raises LinkEnded."""
    card = CARD.to_open(works_now(), link)
    if card is None:
        raise LinkEnded
    return card


def open_card(link: str, word: str = "") -> str:
    """Open it on this phone, and on no other. Gives what this phone is known by from now on.

    Of two who open it at the same moment, one is first. Raises LinkEnded.
    """
    with writing():
        card = card_to_open(link)
        card.opened_at = now()
        return CARD.open(card, link, word, "opened_at")


def shown_on(card: Card) -> list[Part]:
    """The parts it shows, as they stand now: no other heading, no earlier telling, no name.

    What was written since the card was made is looked at again: a part that says where its maker
    lives is not on it.
    Whoever looks is known by the card alone: the trail names it, and its maker reads so.
    """
    page = page_of(_maker(card), card.person_id, card.life, Sheet.ABOUT_ME)
    _seen(card)
    chosen = _chosen(card)
    on_it = [part for part in page.parts if part.heading.value in chosen]
    return [part for part in on_it if not says_where(card.person_id, "\n".join(_words_of(part)))]


def attachment_on(card: Card, id: UUID) -> Attachment | None:
    """A photo or voice note under a heading that it shows."""
    found = attachment(_maker(card), id)
    # Its maker sees what others opened to them, too: a card shows only its maker's own.
    of_maker = (card.person_id, card.life, Sheet.ABOUT_ME.value)
    if found is None or (found.person_id, found.life, found.sheet) != of_maker:
        return None
    if found.heading not in _chosen(card) or says_where(card.person_id, found.says):
        return None
    _seen(card)
    return found


def _seen(card: Card) -> None:
    holder = Viewer(card.id, Life.WORKING)
    about = trail.Sight(card.person_id, Strand.ABOUT_ME, Ground.SHARE, None, card.id)
    trail.record(holder, {about})


def _maker(card: Card) -> Viewer:
    return Viewer(card.person_id, Life(card.life))


def _chosen(card: Card) -> set[str]:
    open_rows([card])
    return set(card.chosen.split(","))
