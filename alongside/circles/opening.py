"""Opening my circle to the other side of one relationship, and asking to point to somebody."""

from uuid import UUID

from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.circles.models import Opening, Tie, TieAsk
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.relationships.queries import must_be_mine, the_relationship


def open_to(*, by: Viewer, relationship_id: UUID) -> Opening:
    """The other side of this relationship may see my circle of this life. Open already, it is."""
    with writing():
        must_be_mine(by, relationship_id)
        return Opening.objects.get_or_create(
            relationship_id=relationship_id,
            person_id=by.person_id,
            taken_back_at=None,
            defaults={"life": by.life.value, "at": now()},
        )[0]


def take_back_opening(*, by: Viewer, relationship_id: UUID) -> None:
    """From now on they see nothing of it. Twice is once."""
    with writing():
        must_be_mine(by, relationship_id)
        mine = Opening.objects.visible_to(by, Ground.MINE).filter(taken_back_at=None)
        mine.filter(relationship_id=relationship_id).update(taken_back_at=now())


# --- somebody in it who is here -----------------------------------------------------------------


def ask_to_point(
    *, by: Viewer, tie_id: UUID, relationship_id: UUID, id: UUID | None = None
) -> TieAsk:
    """May this somebody in my circle point to you? Nothing shows before a yes. Twice is once."""
    with writing():
        tie = Tie.objects.get_ours(by, id=tie_id, person_id=by.person_id)
        between = the_relationship(by, relationship_id)
        if there := already(TieAsk, id, by_id=by.person_id, who=tie.who):
            return there
        mine = TieAsk.objects.visible_to(by, Ground.MINE).filter(who=tie.who, ended_at=None)
        mine.update(ended_at=now(), ended_by_id=by.person_id)
        return TieAsk.objects.create(
            id=id or new_id(),
            who=tie.who,
            by_id=by.person_id,
            life=by.life.value,
            relationship_id=between.id,
            other_id=between.other.id,
            at=now(),
        )


def say_yes_to_pointing(*, by: Viewer, tie_ask_id: UUID) -> TieAsk:
    """It may point to me. Only the two of us can tell."""
    with writing():
        ask = _asked_of(by, tie_ask_id)
        ask.yes_at, ask.not_now_at = ask.yes_at or now(), None
        ask.save(update_fields=["yes_at", "not_now_at"])
        return ask


def say_not_now_to_pointing(*, by: Viewer, tie_ask_id: UUID) -> TieAsk:
    """Not now: that is an answer, and a yes can follow it any day."""
    with writing():
        ask = _asked_of(by, tie_ask_id)
        ask.yes_at, ask.not_now_at = None, ask.not_now_at or now()
        ask.save(update_fields=["yes_at", "not_now_at"])
        return ask


def _asked_of(by: Viewer, tie_ask_id: UUID) -> TieAsk:
    ask = TieAsk.objects.visible_to(by, Ground.SIDE).filter(id=tie_ask_id).first()
    if ask is None:
        raise Http404
    return ask


def take_back_pointing(*, by: Viewer, tie_ask_id: UUID) -> TieAsk:
    """Either of the two, any day: it points to nobody. Twice is once."""
    with writing():
        ask = TieAsk.objects.get_ours(by, id=tie_ask_id)
        if ask.ended_at is None:
            ask.ended_at, ask.ended_by_id = now(), by.person_id
            ask.save(update_fields=["ended_at", "ended_by"])
        return ask
