"""The hands that write the small world: the slices' own verbs, with the clock held."""

from datetime import date, datetime, time, timedelta

from alongside.kit.time import at, here
from alongside.moments.actions import (
    Apart,
    add_telling,
    mark_turning,
    note_moment,
    place_stance,
)
from alongside.moments.models import Moment
from alongside.promises.actions import What, make_promise
from alongside.promises.models import Due, Promise
from alongside.world.cast import person_id, relationship_id, viewer_of

Stances = dict[str, tuple[int, int]]
LATER = timedelta(minutes=40)
"""How long after the first telling the other side adds theirs."""


class Between:
    """One relationship, and writing in it as either side on any day."""

    def __init__(self, now: datetime, one: str, other: str) -> None:
        self.now, self.one, self.other = now, one, other
        self.id = relationship_id(one, other)

    def day(self, ago: int, clock: str = "12:00") -> datetime:
        """The time on the place's own clock, so many days ago; days to come are below nought."""
        on = here(self.now).date() - timedelta(days=ago)
        return _on(self.now, on, clock)

    def moment(
        self,
        when: datetime,
        by: str,
        kind: str,
        words: str,
        *,
        answer: str = "",
        otherwise: bool = False,
        others: str = "",
        in_the_way: str = "",
        learned: str = "",
        stances: Stances | None = None,
        apart: Apart | None = None,
        turning: str = "",
    ) -> Moment:
        """Somebody notes a moment; the other side may add their words, dot and mark later."""
        stances = dict(stances or {})
        with at(when):
            moment = note_moment(
                by=viewer_of(by),
                relationship_id=self.id,
                kind=kind,
                words=words,
                others=others,
                in_the_way=in_the_way,
                learned=learned,
                stance=stances.pop(by, None),
                apart=apart,
            )
        with at(when + LATER):
            theirs = viewer_of(self._not(by))
            if answer:
                add_telling(by=theirs, moment_id=moment.id, words=answer, otherwise=otherwise)
            for name, (support, challenge) in stances.items():
                viewer = viewer_of(name)
                place_stance(by=viewer, moment_id=moment.id, support=support, challenge=challenge)
            if turning:
                mark_turning(by=viewer_of(turning), moment_id=moment.id)
        return moment

    def just_me(self, when: datetime, by: str, words: str) -> Moment:
        with at(when):
            return note_moment(by=viewer_of(by), relationship_id=None, kind="met", words=words)

    def promise(
        self,
        when: datetime,
        by: str,
        words: str,
        *,
        due: str = Due.NONE,
        due_at: datetime | None = None,
        place: str = "",
        written_by: str = "",
        moment: Moment | None = None,
    ) -> Promise:
        """Somebody promises the other side something."""
        with at(when):
            return make_promise(
                by=viewer_of(written_by or by),
                relationship_id=self.id,
                promiser_id=person_id(by),
                what=What(words=words, due=due, due_at=due_at, place=place),
                moment_id=moment.id if moment else None,
            )

    def _not(self, name: str) -> str:
        return self.other if name == self.one else self.one


def _on(now: datetime, on: date, clock: str) -> datetime:
    zone = here(now).tzinfo
    return datetime.combine(on, time.fromisoformat(clock.zfill(5)), tzinfo=zone)


def since_march(now: datetime) -> datetime:
    """The fourth of March that lies behind us by a season at least."""
    year = here(now).year
    on = date(year, 3, 4)
    if here(now).date() - on < timedelta(days=90):
        on = date(year - 1, 3, 4)
    return _on(now, on, "11:00")
