"""A copy put in order for reading: who with, both voices, month by month."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from alongside.kit.time import here
from alongside.rights.copies import plainly
from alongside.rights.copies.as_json import taken, value_of
from alongside.rights.copies.gathering import Gathered, kept_of

IN_THE_STORY = {
    "people.Person", "accounts.Passkey", "relationships.Relationship",
    "relationships.Side", "relationships.WhatMatters", "relationships.SafeReach",
    "moments.Moment", "moments.Telling", "moments.KeptApart", "moments.Stance",
    "moments.Turning", "moments.BroughtIn", "promises.Promise", "promises.Answer",
    "promises.Reply", "circles.Circle", "circles.Tie",
    "plans.Part", "plans.Spend",
}  # fmt: skip
"""What has its own place on the pages; every other kind is told on one page, field by field."""


@dataclass(slots=True)
class Happened:
    """One moment, or the mark of one that is kept apart, with all that belongs to it."""

    at: Any
    moment: Any = None
    apart: Any = None
    note_of: UUID | None = None
    """Whoever noted it for themselves alone, where it was reached by a data request."""
    author: str = ""
    undated: bool = False
    tellings: list[Any] = field(default_factory=list)
    stances: list[tuple[str, int, int]] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Month:
    first: date | None
    happened: list[Happened]


@dataclass(slots=True)
class Promised:
    """One promise, and what was said became of it."""

    promise: Any
    answers: list[tuple[Any, list[Any]]]


@dataclass(slots=True)
class Planned:
    """One part of a plan, and what its text says."""

    part: Any
    words: str


@dataclass(slots=True)
class Story:
    """All that is in one relationship; or, with nobody in it, what is mine alone."""

    with_whom: str
    began_on: date | None = None
    matters: list[Any] = field(default_factory=list)
    reach: list[Any] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)
    plan: list[Planned] = field(default_factory=list)
    spent: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Other:
    """A kind that has no place of its own in the story: each row as what it says."""

    called: str
    rows: list[list[tuple[str, str]]]


class Reader:
    """Puts the rows of a copy together."""

    def __init__(self, all_of_it: Gathered) -> None:
        self.all = all_of_it
        self.parts: dict[str, dict[UUID, list[Any]]] = {}

    def name(self, person_id: UUID | None) -> str:
        if person_id == self.all.viewer.person_id:
            return self.all.names.get(person_id) or _("You")
        known = self.all.names.get(person_id) if person_id else ""
        return known or _("Somebody you have no relationship with here")

    def whom(self, person_id: UUID | None, team_id: UUID | None) -> str:
        """Somebody by name, or a team by its name."""
        return (
            self.all.teams.get(team_id) or self.name(person_id) if team_id else self.name(person_id)
        )

    def stories(self) -> list[Story]:
        """One for each relationship, by the other's name; then what is mine alone, if any."""
        others = {
            side.relationship_id: side.person_id
            for side in self.all.of("relationships.Side")
            if side.person_id != self.all.viewer.person_id
        }
        told = [
            self._story(row.id, self.name(others.get(row.id)), row.began_on, others.get(row.id))
            for row in self.all.of("relationships.Relationship")
        ]
        alone = self._story(None, "", None, self.all.viewer.person_id)
        told.sort(key=lambda story: story.with_whom)
        return told + ([alone] if alone.months else [])

    def _story(
        self, between: UUID | None, whom: str, began_on: date | None, who: UUID | None
    ) -> Story:
        def here_in(label: str) -> list[Any]:
            return [r for r in self.all.of(label) if r.relationship_id == between]

        story = Story(whom, began_on)
        alone = [m for m in self.all.of("moments.Moment") if m.relationship_id is None]
        moments = [m for m in alone if m.noted_by_id == who]
        moments += here_in("moments.Moment") if between else []
        story.months = list(self._months(moments, here_in("moments.KeptApart")))
        if between is not None:
            story.matters = _newest_first(here_in("relationships.WhatMatters"))
            story.reach = _newest_first(here_in("relationships.SafeReach"))
            story.promises = [self._promised(p) for p in here_in("promises.Promise")]
            parts = sorted(here_in("plans.Part"), key=lambda part: (part.place, part.id))
            story.plan = [Planned(part, self._text_of(part)) for part in parts]
            story.spent = here_in("plans.Spend")
        return story

    def _text_of(self, part: Any) -> str:
        texts = self._part("cowriting.Document", "id").get(part.document_id, [])
        return str(texts[0].words) if texts else ""

    def _part(self, label: str, by: str) -> dict[UUID, list[Any]]:
        """The rows of a kind by what they belong to; worked out once."""
        if label not in self.parts:
            found: dict[UUID, list[Any]] = defaultdict(list)
            for row in self.all.of(label):
                found[getattr(row, by)].append(row)
            self.parts[label] = found
        return self.parts[label]

    def _months(self, moments: list[Any], apart: list[Any]) -> Iterator[Month]:
        seen = {moment.id for moment in moments}
        still = [m for m in apart if m.shown_at is None and m.moment_id not in seen]
        marks = [Happened(m.happened_at, apart=m) for m in still]
        happened = [self._happened(moment) for moment in moments] + marks
        by_month: dict[date | None, list[Happened]] = defaultdict(list)
        for one in sorted(happened, key=lambda one: one.at):
            month = None if one.undated else here(one.at).date().replace(day=1)
            by_month[month].append(one)
        for first in sorted(by_month, key=lambda month: month or date.min):
            yield Month(first, by_month[first])

    def _happened(self, moment: Any) -> Happened:
        brought = self._part("moments.BroughtIn", "moment_id").get(moment.id, [])
        tellings = self._part("moments.Telling", "moment_id").get(moment.id, [])
        marks = self._part("moments.KeptApart", "moment_id").get(moment.id, [])
        apart = [mark for mark in marks if mark.shown_at is None]
        return Happened(
            at=moment.happened_at,
            moment=moment,
            apart=apart[0] if apart else None,
            note_of=self._note_of(moment),
            author=brought[0].author if brought else "",
            undated=bool(brought and brought[0].undated),
            tellings=sorted(tellings, key=lambda telling: telling.told_at),
            stances=[
                (self.name(stance.by_id), *stance.support_and_challenge())
                for stance in self._part("moments.Stance", "moment_id").get(moment.id, [])
                if stance.place
            ],
            turned=[
                self.name(turning.by_id)
                for turning in self._part("moments.Turning", "moment_id").get(moment.id, [])
            ],
        )

    def _note_of(self, moment: Any) -> UUID | None:
        mine = moment.noted_by_id == self.all.viewer.person_id
        return None if mine or moment.relationship_id else moment.noted_by_id

    def _promised(self, promise: Any) -> Promised:
        answers = self._part("promises.Answer", "promise_id").get(promise.id, [])
        replies = self._part("promises.Reply", "answer_id")
        in_order = sorted(answers, key=lambda answer: answer.at)
        return Promised(promise, [(a, replies.get(a.id, [])) for a in in_order])

    def others(self) -> list[Other]:
        """Kinds that have no place of their own: nothing is left out because it is new."""
        in_a_plan = {part.document_id for part in self.all.of("plans.Part")}
        return [
            Other(_called(model), [told for row in rows if (told := self._facts(row))])
            for model, all_rows in self.all.rows.items()
            if model._meta.label not in IN_THE_STORY
            if (rows := [row for row in all_rows if row.pk not in in_a_plan])
        ]

    def _facts(self, row: models.Model) -> list[tuple[str, str]]:
        """What it says, in sentences of its own where it has any; else field by field."""
        if type(row)._meta.label in plainly.SAID:
            return [("", said) for said in plainly.said_of(row, self) if said]
        told = []
        for field_of_it in taken(type(row)):
            value = value_of(row, field_of_it, self.all)
            if value not in (None, "") and field_of_it.name != "id":
                why = kept_of(type(row)).fields[field_of_it.name]
                told.append((why, self._plainly(value)))
        # The id of anything but a person says nothing to anybody.
        return [(why, said) for why, said in told if said]

    def _plainly(self, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, UUID):
            return self.all.names.get(value) or ""
        if isinstance(value, datetime):
            return f"{here(value):%d %B %Y, %H:%M}"
        return f"{value:%d %B %Y}" if isinstance(value, date) else str(value)


def _newest_first(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.said_at, reverse=True)


def _called(model: type[models.Model]) -> str:
    """What it is in the person's words; else the first sentence that the kind says of itself."""
    if model._meta.label in plainly.CALLED:
        return str(plainly.CALLED[model._meta.label])
    return (model.__doc__ or model.__name__).split("\n")[0]
