"""What people can do with moments: each verb checks, changes and records in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import end_of, here, now
from alongside.kit.transactions import writing
from alongside.moments.models import (
    BroughtIn,
    KeptApart,
    Moment,
    Stance,
    Telling,
    Turning,
    Why,
    WrongPerson,
)
from alongside.relationships.models import Relationship, Side
from alongside.relationships.queries import must_be_mine
from alongside.shares.models import Delay
from alongside.shares.queries import told_later
from alongside.shares.safety import forget_delays, tell_later, tell_now

OPENS_AFTER = timedelta(minutes=5)
"""The other side sees a moment this long after it was noted; until then it can be undone."""


class TooLate(Exception):
    """The five minutes are over: the other side can see it now."""


@dataclass(frozen=True, kw_only=True)
class Apart:
    """Why a moment is kept from the other side, and until when nobody looks again."""

    why: str
    reason: str
    review_on: date


def note_moment(
    *,
    by: Viewer,
    relationship_id: UUID | None,
    kind: str,
    words: str = "",
    id: UUID | None = None,
    happened_at: datetime | None = None,
    others: str = "",
    in_the_way: str = "",
    learned: str = "",
    stance: tuple[int, int] | None = None,
    apart: Apart | None = None,
) -> Moment:
    """Note a moment; with no relationship it is just mine. Twice with one id is once.

    Raises Http404 when the viewer is no side of the relationship.
    """
    with writing():
        if relationship_id is not None:
            must_be_mine(by, relationship_id)
        if there := already(Moment, id, noted_by_id=by.person_id):
            return there
        moment = Moment.objects.create(
            id=id or new_id(),
            relationship_id=relationship_id,
            noted_by_id=by.person_id,
            life=by.life.value,
            kind=kind,
            happened_at=happened_at or now(),
            noted_at=now(),
            opens_at=now() + OPENS_AFTER,
            others=others,
            in_the_way=in_the_way,
            learned=learned,
        )
        if words:
            _tell(by=by, moment=moment, words=words)
        if relationship_id is not None and stance is not None:
            _place(by, moment, stance)
        if relationship_id is not None and apart is not None:
            _keep_apart(by, moment, apart)
    return moment


def _tell(
    *,
    by: Viewer,
    moment: Moment,
    words: str,
    teller_id: UUID | None = None,
    otherwise: bool = False,
    id: UUID | None = None,
) -> Telling:
    teller_id = teller_id or by.person_id
    said = {
        "moment_id": moment.id,
        "teller_id": teller_id,
        "taken_down_by_id": by.person_id if teller_id != by.person_id else None,
    }
    return already(Telling, id, **said) or Telling.objects.create(
        id=id or new_id(),
        relationship_id=moment.relationship_id,
        words=words,
        told_at=now(),
        opens_at=now() + OPENS_AFTER,
        otherwise=otherwise,
        **said,
    )


def add_telling(
    *,
    by: Viewer,
    moment_id: UUID,
    words: str,
    otherwise: bool = False,
    id: UUID | None = None,
) -> Telling:
    """Add my words to a moment. *Otherwise* says: that is not how it was. Both stay."""
    with writing():
        moment = Moment.objects.get_ours(by, id=moment_id)
        return _tell(by=by, moment=moment, words=words, otherwise=otherwise, id=id)


def take_down_telling(
    *,
    by: Viewer,
    moment_id: UUID,
    teller_id: UUID,
    words: str,
    otherwise: bool = False,
    id: UUID | None = None,
) -> Telling:
    """Write down what the other side says, in their words, with their yes.

    *Otherwise* as in their own telling: that is not how it was, for them.
    """
    with writing():
        moment = Moment.objects.get_ours(by, id=moment_id)
        sides = moment.relationship.sides if moment.relationship else None
        if sides is None or not sides.filter(person_id=teller_id).exists():
            raise Http404
        return _tell(
            by=by, moment=moment, words=words, teller_id=teller_id, otherwise=otherwise, id=id
        )


def place_stance(*, by: Viewer, moment_id: UUID, support: int, challenge: int) -> Stance:
    """Place my own dot. It can be moved by its placer alone."""
    with writing():
        moment = Moment.objects.get_ours(by, id=moment_id, relationship__isnull=False)
        return _place(by, moment, (support, challenge))


def take_stance_away(*, by: Viewer, moment_id: UUID) -> None:
    """Not now: my own dot goes."""
    with writing():
        Stance.objects.filter(moment_id=moment_id, by_id=by.person_id).delete()


def _place(by: Viewer, moment: Moment, stance: tuple[int, int]) -> Stance:
    """Place it, or move it. Only a moment between two people has a place."""
    support, challenge = (min(100, max(0, number)) for number in stance)
    there = Stance.objects.filter(moment=moment, by_id=by.person_id).first()
    placed = there or Stance(moment=moment, relationship=_between(moment), by_id=by.person_id)
    placed.place, placed.at = f"{support},{challenge}", now()
    placed.save()
    return placed


def _keep_apart(by: Viewer, moment: Moment, apart: Apart) -> None:
    KeptApart.objects.create(
        moment=moment,
        relationship=_between(moment),
        by_id=by.person_id,
        why=apart.why,
        reason=apart.reason,
        happened_at=end_of(here(moment.happened_at).date() - timedelta(days=1)),
        review_on=apart.review_on,
    )


def _between(moment: Moment) -> Relationship:
    if moment.relationship is None:
        raise Http404
    return moment.relationship


def show_after_all(*, by: Viewer, moment_id: UUID) -> None:
    """What was kept apart is shown now: the other side sees it from here on.

    Raises Http404 for a moment the viewer did not note.
    """
    with writing():
        _mine(by, moment_id)
        apart = KeptApart.objects.filter(moment_id=moment_id, by_id=by.person_id, shown_at=None)
        for mark in apart:
            tell_now(of_id=mark.id)
        apart.update(shown_at=now(), shown_by_id=by.person_id)


def hide_that_it_is_here(
    *, by: Viewer, moment_id: UUID, reason: str, until: datetime, id: UUID | None = None
) -> Delay:
    """Ask to hide even that something is kept apart, from whoever it is kept apart from.

    At work only, and from somebody in their own life. It hides nothing until a second person
    agrees; on its day the mark is there again, and says so. Raises TooLong, and Http404 for
    what the viewer keeps apart from nobody.
    """
    with writing():
        _mine(by, moment_id)
        mark = get_object_or_404(kept_apart_by(by), moment_id=moment_id)
        sides = Side.objects.filter(relationship_id=mark.relationship_id, life=Life.OWN.value)
        about = sides.exclude(person_id=by.person_id).first()
        if about is None:
            raise Http404
        return tell_later(
            by=by, thing_id=mark.id, about_id=about.person_id, reason=reason, until=until, id=id
        )


def kept_apart_by(by: Viewer) -> QuerySet[KeptApart]:
    """What somebody at work keeps apart now."""
    mine = KeptApart.objects.visible_to(by, Ground.MINE).filter(by_id=by.person_id, shown_at=None)
    return mine if by.is_working else mine.none()


def keep_apart_again(*, by: Viewer, moment_id: UUID, reason: str, review_on: date) -> None:
    """It was looked at again and stays apart: for this reason, until this day. Twice is once.

    Raises Http404 when the viewer keeps nothing apart here.
    """
    with writing():
        apart = kept_apart_by_me(by, moment_id)
        apart.reason, apart.review_on = reason, review_on
        apart.save(update_fields=["reason", "review_on"])


def kept_apart_by_me(by: Viewer, moment_id: UUID) -> KeptApart:
    """What I keep apart here, still; a stranger's 404 when there is nothing of the kind."""
    return KeptApart.objects.get_ours(by, moment_id=moment_id, by_id=by.person_id, shown_at=None)


def mark_turning(*, by: Viewer, moment_id: UUID) -> None:
    """This is when it changed."""
    with writing():
        moment = Moment.objects.get_ours(by, id=moment_id, relationship__isnull=False)
        Turning.objects.get_or_create(
            moment=moment, by_id=by.person_id, defaults={"relationship": moment.relationship}
        )


def unmark_turning(*, by: Viewer, moment_id: UUID) -> None:
    with writing():
        Turning.objects.filter(moment_id=moment_id, by_id=by.person_id).delete()


def undo_moment(*, by: Viewer, moment_id: UUID) -> None:
    """Take back a moment nobody else has seen. Raises TooLate after five minutes."""
    with writing():
        moment = _mine(by, moment_id)
        if moment.relationship_id and moment.opens_at <= now():
            raise TooLate
        _forget_what_was_asked(moment)
        moment.delete()


def undo_telling(*, by: Viewer, telling_id: UUID) -> UUID:
    """Take back words nobody else has seen; gives the moment's id. Raises TooLate."""
    with writing():
        telling = Telling.objects.ours(by).filter(id=telling_id).first()
        if telling is None or by.person_id not in {telling.teller_id, telling.taken_down_by_id}:
            raise Http404
        if telling.opens_at <= now():
            raise TooLate
        telling.delete()
        return telling.moment_id


def take_out(*, by: Viewer, moment_id: UUID) -> None:
    """What I wrote for myself alone goes, whenever I like: it is in nobody's story."""
    with writing():
        alone = Moment.objects.ours(by).filter(noted_by_id=by.person_id, relationship=None)
        moment = alone.filter(id=moment_id).first()
        if moment is None:
            raise Http404
        moment.delete()


def take_from_wrong_person(*, by: Viewer, moment_id: UUID) -> WrongPerson:
    """Remove a moment noted on the wrong person, at once and for everybody; note the incident."""
    with writing():
        moment = _mine(by, moment_id)
        if moment.relationship_id is None:
            raise Http404
        incident, _new = WrongPerson.objects.get_or_create(
            moment_id=moment.id,
            defaults={
                "relationship_id": moment.relationship_id,
                "by_id": by.person_id,
                "opened_at": _opened_to_the_other_side(moment),
            },
        )
        _forget_what_was_asked(moment)
        _take_away(moment, by)
    return incident


def _forget_what_was_asked(moment: Moment) -> None:
    """Why it was to stay hidden may be about somebody else: nobody here is to read it."""
    marks = KeptApart.objects.filter(moment=moment)
    forget_delays(of_ids=marks.values_list("id", flat=True))


def _opened_to_the_other_side(moment: Moment) -> datetime | None:
    """Since when they could see it, or that it is kept apart; None if they could see neither."""
    unread = BroughtIn.objects.filter(moment=moment, read_at=None).exists()
    apart = KeptApart.objects.filter(moment=moment, shown_at=None)
    hidden = unread or apart.filter(told_later("pk")).exists()
    return None if hidden or moment.opens_at > now() else moment.opens_at


def _take_away(moment: Moment, by: Viewer) -> None:
    """All that I wrote goes. The other side's own words are theirs, and stay."""
    moment.tellings.filter(_written_by(by)).delete()
    moment.stances.filter(by_id=by.person_id).delete()
    moment.turnings.filter(by_id=by.person_id).delete()
    if not (moment.tellings.exists() or moment.stances.exists() or moment.turnings.exists()):
        moment.delete()
        return
    moment.others = moment.in_the_way = moment.learned = ""
    moment.save(update_fields=["others", "in_the_way", "learned"])


def _written_by(by: Viewer) -> Q:
    """My own words, and those I took down for the other side that they have not seen yet."""
    unseen = Q(taken_down_by_id=by.person_id, opens_at__gt=now())
    return Q(teller_id=by.person_id) | unseen


def _mine(by: Viewer, moment_id: UUID) -> Moment:
    return Moment.objects.get_ours(by, id=moment_id, noted_by_id=by.person_id)


def let_through(*, by: Viewer, moment_id: UUID) -> None:
    """I have read this old note through: the person may see it."""
    with writing():
        _unread(by, moment_id).update(read_by_id=by.person_id, read_at=now(), aside_at=None)


def set_aside(*, by: Viewer, moment_id: UUID, why: Why) -> None:
    """This old note is not for the other side. It stays unseen, and waits no more."""
    with writing():
        waits = _unread(by, moment_id).filter(aside_at=None)
        waits.update(aside_why=why.value, aside_by_id=by.person_id, aside_at=now())


def bring_back(*, by: Viewer, moment_id: UUID) -> None:
    """What was set aside waits to be read through again."""
    with writing():
        _unread(by, moment_id).update(aside_why="", aside_by=None, aside_at=None)


def _unread(by: Viewer, moment_id: UUID) -> QuerySet[BroughtIn]:
    Moment.objects.get_ours(by, id=moment_id)
    if not by.is_working:
        raise Http404
    return BroughtIn.objects.ours(by).filter(moment_id=moment_id, read_at=None)
