"""What people can do with their circle: begin a picture, put somebody in, move them, take out."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.circles.drawn import Drawn
from alongside.circles.layout import room_for
from alongside.circles.models import Around, Circle, HiddenTie, Tie, TieAsk
from alongside.circles.queries import my_circle, my_dates, newest
from alongside.drafts.actions import let_draft_go
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now, today
from alongside.kit.transactions import writing
from alongside.vault.fields import open_rows

T = TypeVar("T", bound=Around)
MOST = 150
"""So many in one picture: beyond them neither picture nor list can be read."""


class TooMany(Exception):
    """The picture is full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says about one tie."""

    called: str
    words: str = ""
    drawn: Drawn = field(default_factory=Drawn)
    placed: bool = False
    """Whether they said how far round the ring; else there is room found for them."""


# --- pictures -----------------------------------------------------------------------------------


def draw_as_it_is(*, by: Viewer, on: date | None = None) -> Circle:
    """A picture of today (or of an earlier day), begun from the last one before it.

    Twice on one day is the same picture.
    """
    on = min(on or today(), today())
    with writing():
        there = Circle.objects.ours(by).filter(**_of(by), hoped=False, on=on).first()
        return there or _begun(by, on=on, hoped=False, over=_last_before(by, on))


def draw_what_i_hope(*, by: Viewer) -> Circle:
    """A picture of what I hope for, begun from the picture of now. There is one at a time."""
    with writing():
        there = Circle.objects.ours(by).filter(**_of(by), hoped=True).first()
        return there or _begun(by, on=today(), hoped=True, over=newest(my_dates(by)))


def _of(by: Viewer) -> dict[str, object]:
    return {"person_id": by.person_id, "life": by.life.value}


def _last_before(by: Viewer, on: date) -> Circle | None:
    earlier = [each for each in my_dates(by) if not each.hoped and each.on < on]
    return earlier[-1] if earlier else None


def _begun(by: Viewer, *, on: date, hoped: bool, over: Circle | None) -> Circle:
    open_rows([over] if over else [])
    circle = Circle.objects.create(
        **_of(by),
        on=on,
        hoped=hoped,
        needed_have=over.needed_have if over else "",
        needed_missing=over.needed_missing if over else "",
        made_at=now(),
        changed_at=now(),
    )
    if over is not None:
        for kind in (Tie, HiddenTie):
            _copy(kind, by, over, circle)
    return circle


def _copy(kind: type[T], by: Viewer, over: Circle, circle: Circle) -> None:
    """Everybody of a picture in another: each row is sealed anew, because it has another name."""
    rows = list(kind._default_manager.ours(by).filter(circle=over))  # type: ignore[attr-defined]
    open_rows(rows)
    for row in rows:
        row.id, row.circle_id = new_id(), circle.id
    kind._default_manager.bulk_create(row for row in rows if row.called)


def say_what_is_needed(*, by: Viewer, circle_id: UUID, have: str, missing: str) -> None:
    """What I need and have, and what I need and miss, beside this picture."""
    with writing():
        circle = my_circle(by, circle_id)
        circle.needed_have, circle.needed_missing, circle.changed_at = have, missing, now()
        circle.save(update_fields=["needed_have", "needed_missing", "changed_at"])


def take_out_picture(*, by: Viewer, circle_id: UUID) -> None:
    """This picture goes, with all that is in it. The others stay."""
    with writing():
        my_circle(by, circle_id).delete()
        _forget_asks_of_nobody(by)


def _touch(tie: Around) -> None:
    """The picture changed today; a change of the hidden layer is told to nobody."""
    if isinstance(tie, Tie):
        Circle.objects.filter(id=tie.circle_id).update(changed_at=now())


# --- people in it -------------------------------------------------------------------------------


def put_in(
    *, by: Viewer, circle_id: UUID, said: Said, hidden: bool = False, id: UUID | None = None
) -> Around:
    """Put somebody into a picture; on the hidden layer at once, if so. Twice is once.

    Raises TooMany.
    """
    kind: type[Around] = HiddenTie if hidden else Tie
    with writing():
        circle = my_circle(by, circle_id)
        if there := already(kind, id, circle_id=circle.id, **_of(by)):
            return there
        beside = _everybody(by, circle)
        if len(beside) >= MOST:
            raise TooMany
        drawn = said.drawn
        if not said.placed:
            # Nobody is moved aside for somebody hidden: the gap would show that they are there.
            seen = [each for each in beside if hidden or isinstance(each, Tie)]
            drawn = drawn.at(drawn.ring, room_for(drawn, (each.as_drawn() for each in seen)))
        made = kind(
            id=id or new_id(),
            circle=circle,
            **_of(by),
            called=said.called,
            words=said.words,
            drawn=_only_known(drawn, beside, hidden=hidden).in_words(),
        )
        made.save(force_insert=True)
        _touch(made)
        return made


def say_about(*, by: Viewer, kind: type[Around], tie_id: UUID, said: Said) -> None:
    """Say it again. What they are called changes in every picture, so that no old name stays."""
    with writing():
        tie = my_tie(by, kind, tie_id)
        beside = [each for each in _everybody(by, tie.circle) if each.who != tie.who]
        drawn = _only_known(said.drawn, beside, hidden=kind is HiddenTie)
        tie.called, tie.words, tie.drawn = said.called, said.words, drawn.in_words()
        tie.save(update_fields=["called", "words", "drawn"])
        for other in _in_every_picture(by, kind, tie.who):
            if other.id != tie.id:
                other.called = said.called
                other.save(update_fields=["called"])
        _touch(tie)


def move(*, by: Viewer, kind: type[Around], tie_id: UUID, ring: str, angle: int | None) -> Around:
    """Put somebody in another ring, or elsewhere round it."""
    with writing():
        tie = my_tie(by, kind, tie_id)
        open_rows([tie])
        drawn = tie.as_drawn()
        tie.drawn = drawn.at(ring, drawn.angle if angle is None else angle).in_words()
        tie.save(update_fields=["drawn"])
        _touch(tie)
        return tie


def take_out(*, by: Viewer, kind: type[Around], tie_id: UUID, everywhere: bool = False) -> UUID:
    """Take somebody out of this picture, or of every one. Gives which picture it was."""
    with writing():
        tie = my_tie(by, kind, tie_id)
        rows = _in_every_picture(by, kind, tie.who) if everywhere else [tie]
        for row in rows:
            let_draft_go(by=by, form=draft_of_tie(row.id))
            row.delete()
        _touch(tie)
        _forget_asks_of_nobody(by)
        return tie.circle_id


def my_tie(by: Viewer, kind: type[T], tie_id: UUID) -> T:
    """One of mine, to change; a stranger's 404 otherwise."""
    rows = kind._default_manager.all()
    mine: T = rows.get_ours(by, id=tie_id, person_id=by.person_id)  # type: ignore[attr-defined]
    return mine


def _everybody(by: Viewer, circle: Circle) -> list[Around]:
    """All who are in a picture of mine, on either layer, opened."""
    found: list[Around] = [
        *Tie.objects.ours(by).filter(circle=circle),
        *HiddenTie.objects.ours(by).filter(circle=circle),
    ]
    open_rows(found)
    return found


def _only_known(drawn: Drawn, beside: list[Around], *, hidden: bool) -> Drawn:
    """Who knows whom is written with the hidden one, where one is: nothing else names them."""
    may_name = {each.who.hex for each in beside if hidden or isinstance(each, Tie)}
    return drawn.knowing(who for who in drawn.knows if who in may_name)


def _in_every_picture(by: Viewer, kind: type[T], who: UUID) -> list[T]:
    mine = kind._default_manager.ours(by)  # type: ignore[attr-defined]
    rows = list(mine.filter(person_id=by.person_id, who=who))
    open_rows(rows)
    return rows


def _forget_asks_of_nobody(by: Viewer) -> None:
    """What was asked about somebody who is in no picture any more is over, and leaves nothing."""
    drawn = Tie.objects.ours(by).filter(person_id=by.person_id)
    asked = TieAsk.objects.ours(by).filter(by_id=by.person_id)
    asked.exclude(who__in=drawn.values("who")).delete()


# --- the hidden layer ---------------------------------------------------------------------------


def keep_hidden(*, by: Viewer, tie_id: UUID) -> UUID:
    """Only I see them from now on, in every picture: nothing else says that they are there."""
    with writing():
        tie = my_tie(by, Tie, tie_id)
        rows = _in_every_picture(by, Tie, tie.who)
        known = _let_go_of(by, tie.who)
        for row in rows:
            drawn = row.as_drawn().knowing([*row.as_drawn().knows, *known.get(row.circle_id, ())])
            # What was typed about them and not saved lies with no other layer's key either.
            let_draft_go(by=by, form=draft_of_tie(row.id))
            _on_layer(HiddenTie, row, drawn)
        _forget_asks_of_nobody(by)
        return tie.circle_id


def draft_of_tie(tie_id: UUID) -> str:
    """Under which name what is typed about a tie is kept until it is saved."""
    return f"tie/{tie_id}"


def _let_go_of(by: Viewer, who: UUID) -> dict[UUID, list[str]]:
    """Take this somebody out of what others are said to know; gives who knew them, by picture."""
    knew: dict[UUID, list[str]] = {}
    rows = list(Tie.objects.ours(by).filter(person_id=by.person_id).exclude(who=who))
    open_rows(rows)
    for row in rows:
        drawn = row.as_drawn()
        if who.hex in drawn.knows:
            knew.setdefault(row.circle_id, []).append(row.who.hex)
            row.drawn = drawn.knowing(each for each in drawn.knows if each != who.hex).in_words()
            row.save(update_fields=["drawn"])
    return knew


def show_again(*, by: Viewer, hidden_id: UUID) -> UUID:
    """They are in my pictures like everybody else, for whoever may see those."""
    with writing():
        tie = my_tie(by, HiddenTie, hidden_id)
        others = HiddenTie.objects.ours(by).filter(person_id=by.person_id)
        still = {who.hex for who in others.exclude(who=tie.who).values_list("who", flat=True)}
        for row in _in_every_picture(by, HiddenTie, tie.who):
            drawn = row.as_drawn()
            _on_layer(Tie, row, drawn.knowing(who for who in drawn.knows if who not in still))
        return tie.circle_id


def _on_layer(kind: type[Around], row: Around, drawn: Drawn) -> None:
    """The same on the other layer, sealed with that layer's key; here it is gone."""
    kind._default_manager.create(
        circle_id=row.circle_id,
        person_id=row.person_id,
        life=row.life,
        who=row.who,
        called=row.called,
        words=row.words,
        drawn=drawn.in_words(),
    )
    row.delete()
