"""A promise as a page says it: who to whom, by when, how it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Look
from alongside.access.viewer import Viewer
from alongside.kit.time import here
from alongside.kit.words import day, day_and_time, due_words, late_words
from alongside.promises.models import END_OF_DAY, Answer, Became, Due, Promise
from alongside.promises.queries import Standing
from alongside.relationships.queries import Between


@dataclass(slots=True)
class PromiseLine:
    """One promise, ready for its template."""

    id: UUID
    standing: Standing
    between: Between
    by: str
    to: str
    words: str
    place: str
    due: str
    late: str
    mine: bool
    answered: str
    """Who said whether they will be there, and what they said."""
    not_read_yet: bool
    """Brought in, and not let through: the other side does not see it."""

    @property
    def mark(self) -> str:
        return self.standing.mark

    @property
    def said(self) -> list[tuple[Answer, str]]:
        """What both said became of it, each with its sentence."""
        return [(answer, _what_became(self.standing, answer)) for answer in self.standing.answers]

    @property
    def whose(self) -> str:
        """Who promised whom, and by when."""
        said = {"by": self.by, "to": self.to, "due": self.due}
        return (_("%(by)s to %(to)s, %(due)s") if self.due else _("%(by)s to %(to)s")) % said

    @property
    def stands(self) -> str:
        """How it stands; while it is open, also by when."""
        said = {"how": self.how, "due": self.due}
        if not self.due or not self.standing.is_open:
            return self.how
        if self.late:
            return _("%(how)s. It was due %(due)s.") % said
        return _("%(how)s, %(due)s") % said

    @property
    def how(self) -> str:
        """The word that stands beside the mark."""
        if self.mark == "late":
            return capfirst(self.late) or _("Late")
        if self.mark == "changed" and self.standing.was_dropped:
            return _("Let go")
        return str(MARKS[self.mark])


MARKS = {
    "open": gettext_lazy("Open"),
    "kept": gettext_lazy("Kept"),
    "broken": gettext_lazy("Missed"),
    "mended": gettext_lazy("Missed, then put right"),
    "changed": gettext_lazy("Let go together"),
}
"""The word beside each mark, where the mark says all."""


def _what_became(standing: Standing, answer: Answer) -> str:
    if answer.became == Became.LET_GO and answer.id not in standing.replies:
        return _("Asks to let it go together")
    if answer.became != Became.MOVED:
        return str(Became(answer.became).label)
    to = _day_or_time(answer.moved_to, standing.promise.due)
    if answer.moved_from is None:
        return _("Moved to %(to)s.") % {"to": to}
    was = _day_or_time(answer.moved_from, answer.was_due)
    return _("Moved to %(to)s. It was %(was)s.") % {"to": to, "was": was}


def _day_or_time(at: datetime | None, due: str) -> str:
    return day(at) if due == Due.DAY else day_and_time(at)


def line_of(viewer: Viewer, between: Between, standing: Standing) -> PromiseLine:
    promise = standing.promise
    due = due_of(promise)
    return PromiseLine(
        id=promise.id,
        standing=standing,
        between=between,
        by=_name(viewer, between, promise.by_id),
        to=_("you") if promise.to_id == viewer.person_id else between.person(promise.to_id).called,
        words=promise.words,
        place=promise.place,
        due=due_words(due, "by" if promise.due == Due.BY else ""),
        late=late_words(due) if standing.is_open else "",
        mine=promise.by_id == viewer.person_id,
        answered=_answered(viewer, between, standing),
        not_read_yet=promise.opens_at is None,
    )


def _answered(viewer: Viewer, between: Between, standing: Standing) -> str:
    said = standing.coming
    if said is None:
        return ""
    if said.by_id == viewer.person_id:
        if said.became == Became.COMING:
            return _("You said: I’ll be there")
        return _("You said: not today. That’s all right.")
    name = {"name": between.person(said.by_id).called}
    if said.became == Became.COMING:
        return _("%(name)s said: I’ll be there") % name
    return _("%(name)s said: not today") % name


def lines_of(
    viewer: Viewer, between: Mapping[UUID, Between], found: Iterable[Standing]
) -> list[PromiseLine]:
    """These promises as lines, each in its relationship."""
    return [line_of(viewer, between[s.promise.relationship_id], s) for s in found]


def ahead_and_past(lines: Iterable[PromiseLine]) -> dict[str, list[PromiseLine]]:
    """Open promises apart: those to come, soonest first, and those whose day is gone."""
    found = list(lines)
    past = [line for line in reversed(found) if line.late]
    return {"ahead": [line for line in found if not line.late], "past": past}


def on_paper(line: PromiseLine) -> PromiseLine:
    """For paper, that both read and on another day: names and dates, never *you* or *today*."""
    promise, due = line.standing.promise, due_of(line.standing.promise)
    said = day_and_time(due) if isinstance(due, datetime) else day(due)
    return replace(
        line,
        by=line.between.person(promise.by_id).called,
        to=line.between.person(promise.to_id).called,
        due=_("by %(day)s") % {"day": said} if said and promise.due == Due.BY else said,
        late="",
    )


def saw_lines(look: Look, lines: Iterable[PromiseLine]) -> None:
    """Only what a page really shows goes onto the trail."""
    for line in lines:
        look.saw(line.between.other.id, Strand.PROMISES, Ground.SIDE, line.between.id)


def due_of(promise: Promise) -> date | datetime | None:
    """When it is due, as exactly as it was said: a day stays a day."""
    if promise.due_at is None or promise.due == Due.NONE:
        return None
    due_at = here(promise.due_at)
    by_a_day = promise.due == Due.BY and due_at.time() == END_OF_DAY
    return due_at.date() if promise.due == Due.DAY or by_a_day else promise.due_at


def _name(viewer: Viewer, between: Between, person_id: UUID) -> str:
    return _("You") if person_id == viewer.person_id else between.person(person_id).called
