"""What can be asked of circles: dated pictures, who is in them, to whom they open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.access.grounds import OURS, Ground
from alongside.access.viewer import Life, Viewer
from alongside.circles.drawn import HERE, LOST, RINGS, WISHED, Drawn, read_drawn, stands_here
from alongside.circles.models import Around, Circle, HiddenTie, Opening, Tie, TieAsk
from alongside.kit.folding import folded
from alongside.kit.prepared import prepared
from alongside.vault.fields import Sealed, open_rows, open_value
from alongside.vault.keyring import current_keyring
from alongside.vault.scopes import person_scope

HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody around me in one picture, opened."""

    id: UUID
    who: str
    called: str
    words: str
    drawn: Drawn
    hidden: bool = False


@dataclass(slots=True)
class Picture:
    """One circle with everybody in it."""

    circle: Circle
    people: list[Somebody]

    @property
    def here(self) -> list[Somebody]:
        """Those who are around: neither wished for nor lost."""
        return [one for one in self.people if one.drawn.is_here]

    def find(self, who: str) -> Somebody | None:
        return next((one for one in self.people if one.who == who), None)


def dates_of(viewer: Viewer, person_id: UUID, life: str) -> list[Circle]:
    """Every picture of this life that the viewer may see, oldest first and hopes last. Sealed."""
    return _circles(viewer, person_id, life)


@prepared
def _circles(viewer: Viewer, person_id: UUID, life: str) -> QuerySet[Circle]:
    drawn = Circle.objects.ours(viewer).filter(person_id=person_id, life=life)
    return drawn.order_by("hoped", "on")


def my_dates(viewer: Viewer) -> list[Circle]:
    return dates_of(viewer, viewer.person_id, viewer.life.value)


def newest(dates: list[Circle]) -> Circle | None:
    """The picture of now: the last that is not a hope."""
    return next((circle for circle in reversed(dates) if not circle.hoped), None)


def circle_of(viewer: Viewer, circle_id: UUID) -> Circle:
    """One circle of mine, or one that is opened to me; a stranger's 404 otherwise."""
    circle = _circle.first(viewer, circle_id)
    if circle is None:
        raise Http404
    return circle


@prepared
def _circle(viewer: Viewer, circle_id: UUID) -> QuerySet[Circle]:
    return Circle.objects.ours(viewer).filter(id=circle_id)


def my_circle(viewer: Viewer, circle_id: UUID) -> Circle:
    """One of mine, to draw in."""
    circle = circle_of(viewer, circle_id)
    if circle.person_id != viewer.person_id:
        raise Http404
    return circle


def picture_of(viewer: Viewer, circle: Circle) -> Picture:
    """Everybody in it that is not hidden, opened, nearest first."""
    open_rows([circle])
    return Picture(circle, in_order(_opened(Tie, circle, _ties.as_kept(viewer, circle.id))))


@prepared
def _ties(viewer: Viewer, circle_id: UUID) -> "QuerySet[Tie, Row]":
    return Tie.objects.ours(viewer).filter(circle_id=circle_id).values_list(*COLUMNS)


def with_the_hidden(viewer: Viewer, picture: Picture) -> Picture:
    """The same picture with those I keep hidden in it: for whoever drew it alone."""
    circle = picture.circle
    rows = HiddenTie.objects.ours(viewer).filter(circle_id=circle.id).values_list(*COLUMNS)
    hidden = _opened(HiddenTie, circle, [_as_kept(row) for row in rows])
    return Picture(circle, in_order([*picture.people, *hidden]))


def picture_from(circle: Circle, ties: Iterable[Tie]) -> Picture:
    """The same from rows that are read and opened already."""
    people = [
        Somebody(tie.id, tie.who.hex, tie.called, tie.words, tie.as_drawn())
        for tie in ties
        if tie.called
    ]
    return Picture(circle, in_order(people))


def who_was_here(viewer: Viewer, circle: Circle) -> frozenset[str]:
    """Who was around in another picture, and no more of it: to see who is new and who is gone."""
    ring, scope, table = current_keyring(), person_scope(circle.person_id), Tie._meta.db_table
    here = set()
    for row in _ties.as_kept(viewer, circle.id):
        id, who, _called, _words, drawn = row
        if stands_here(open_value(ring, scope, bytes(drawn), table, id, "drawn")):
            here.add(_hex(who))
    return frozenset(here)


Row = tuple[UUID, UUID, Sealed, Sealed, Sealed]
COLUMNS = ("id", "who", "called", "words", "drawn")


def _opened(kind: type[Around], circle: Circle, rows: Iterable[tuple[Any, ...]]) -> list[Somebody]:
    """Rows as the database keeps them, opened. Sixty rows of a model cost more than all the rest.

    Whose key was destroyed has no name left, and is not there.
    """
    blank = kind(person_id=circle.person_id, life=circle.life)
    ring, scope, table = current_keyring(), blank.key_scope(), kind._meta.db_table
    found = []
    for id, who, called, words, drawn in rows:
        name = open_value(ring, scope, bytes(called), table, id, "called")
        if name:
            found.append(
                Somebody(
                    id=id if isinstance(id, UUID) else UUID(id),
                    who=_hex(who),
                    called=name,
                    words=open_value(ring, scope, bytes(words), table, id, "words"),
                    drawn=read_drawn(open_value(ring, scope, bytes(drawn), table, id, "drawn")),
                    hidden=kind is HiddenTie,
                )
            )
    return found


def _hex(id: UUID | str) -> str:
    return id.hex if isinstance(id, UUID) else id


def _as_kept(row: Row) -> tuple[Any, ...]:
    """A row as Django reads it, with its words as the database keeps them."""
    id, who, *words = row
    return (id, who, *(sealed.blob for sealed in words))


_NEARNESS = {ring: number for number, ring in enumerate(RINGS)}
_STANDING = {HERE: 0, WISHED: 1, LOST: 2}


def in_order(people: Iterable[Somebody]) -> list[Somebody]:
    """As the list goes: from the nearest outward, by name; then those wished for, and lost."""
    return sorted(
        people,
        key=lambda one: (
            _STANDING[one.drawn.standing],
            _NEARNESS[one.drawn.ring],
            folded(one.called),
            one.who,
        ),
    )


def half_a_year_before(circle: Circle, dates: Iterable[Circle]) -> Circle | None:
    """Of the pictures before this one, the one nearest to half a year earlier."""
    earlier = [each for each in dates if not each.hoped and each.on < circle.on]
    return min(earlier, key=lambda each: _off(circle.on - each.on), default=None)


def _off(apart: timedelta) -> timedelta:
    return abs(apart - HALF_A_YEAR)


def as_shared(viewer: Viewer, person_id: UUID, ground: Ground | None) -> Picture | None:
    """The picture of now of somebody's own life, as a share opens it; as a side sees that before.

    `ground`: on which it opens; None: as a preview, from what is the viewer's to see anyway.
    """
    grounds = OURS if ground is None else (ground,)
    drawn = Circle.objects.visible_to(viewer, *grounds)
    own = drawn.filter(person_id=person_id, life=Life.OWN.value, hoped=False)
    circle = own.order_by("-on").first()
    if circle is None:
        return None
    open_rows([circle])
    ties = Tie.objects.visible_to(viewer, *grounds).filter(circle_id=circle.id)
    rows = [_as_kept(row) for row in ties.values_list(*COLUMNS)]
    return Picture(circle, in_order(_opened(Tie, circle, rows)))


# --- to whom it opens ---------------------------------------------------------------------------


def opened_by_me(viewer: Viewer) -> list[Opening]:
    """To whom my circle of this life is open now, oldest first."""
    return _openings(viewer)


@prepared
def _openings(viewer: Viewer) -> QuerySet[Opening]:
    mine = Opening.objects.visible_to(viewer, Ground.MINE).filter(taken_back_at=None)
    return mine.order_by("at")


def opening_to_me(
    viewer: Viewer, person_id: UUID, life: str, relationship_id: UUID | None = None
) -> Opening | None:
    """How somebody's circle is open to me; of one relationship, if it is named."""
    openings = _openings_to_me(viewer, person_id, life)
    wanted = [each for each in openings if relationship_id in {None, each.relationship_id}]
    return wanted[0] if wanted else None


@prepared
def _openings_to_me(viewer: Viewer, person_id: UUID, life: str) -> QuerySet[Opening]:
    shown = Opening.objects.visible_to(viewer, Ground.SIDE)
    return shown.filter(person_id=person_id, life=life).order_by("at")


# --- somebody in it who is here -----------------------------------------------------------------


def my_asks(viewer: Viewer) -> dict[str, TieAsk]:
    """What I asked of people here, and did not take back, by whom in my circle it is about."""
    return {ask.who.hex: ask for ask in _asks(viewer)}


@prepared
def _asks(viewer: Viewer) -> QuerySet[TieAsk]:
    return TieAsk.objects.visible_to(viewer, Ground.MINE).filter(ended_at=None)


def asked_of_me(viewer: Viewer, relationship_id: UUID | None = None) -> list[TieAsk]:
    """Who asked whether somebody in their circle may point to me, oldest first."""
    asked = TieAsk.objects.visible_to(viewer, Ground.SIDE).filter(other_id=viewer.person_id)
    if relationship_id is not None:
        asked = asked.filter(relationship_id=relationship_id)
    return list(asked.order_by("at"))


def who_waits_for_my_word(viewer: Viewer) -> set[UUID]:
    """In which relationships somebody asked me, and I have not answered."""
    return set(_unanswered(viewer))


@prepared
def _unanswered(viewer: Viewer) -> "QuerySet[TieAsk, UUID]":
    asked = TieAsk.objects.visible_to(viewer, Ground.SIDE)
    return asked.filter(yes_at=None, not_now_at=None).values_list("relationship_id", flat=True)


def on_day(dates: Iterable[Circle], day: date) -> Circle | None:
    return next((each for each in dates if not each.hoped and each.on == day), None)
