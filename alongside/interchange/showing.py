"""What the pages show of a plan. No address, and no more words than a few examples."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.interchange.columns_map import KINDS
from alongside.interchange.incoming import Incoming
from alongside.interchange.meanings import LEFT, RELATION
from alongside.interchange.planning.directory import POINTER
from alongside.interchange.planning.keys import key_of
from alongside.interchange.planning.plan import (
    LeftOut,
    Plan,
    PlannedMoment,
    Question,
    Reading,
)
from alongside.interchange.planning.reasons import why
from alongside.interchange.problems import Problem
from alongside.interchange.writing_notes import whole_words
from alongside.teams.models import Team

LEAVE_OUT = "leave out"
MOST_QUESTIONS, MOST_COLUMNS, MOST_PLACES, EXAMPLES = 300, 400, 300, 5


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page, under a name that says nothing."""

    name: str
    question: Question
    choices: list[Option]
    people: list[Option]


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One column: what it was taken for, and what else it could be."""

    name: str
    heading: str
    filled: int
    left_why: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class FileShown:
    """One file as it was read."""

    name: str
    reading: Reading
    kinds: list[Option]
    columns: list[ColumnShown]


@dataclass(frozen=True, slots=True)
class Example:
    """A note as it would come in."""

    people: str
    author: str
    kind: str
    words: str
    moment: PlannedMoment


@dataclass(frozen=True, slots=True)
class Group:
    """One sentence said of many places: said once, the places folded below it."""

    says: str
    places: list[str]
    more: int = 0

    @property
    def how_many(self) -> int:
        """How many places there are."""
        return len(self.places) + self.more


@dataclass
class Shown:
    """Everything the page of one bring-in needs."""

    files: list[FileShown] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    more_questions: int = 0
    more_columns: int = 0
    workers: list[Option] = field(default_factory=list)
    teams: list[Option] = field(default_factory=list)
    needs_team: bool = False
    examples: list[Example] = field(default_factory=list)
    problems: list[Group] = field(default_factory=list)
    left_out: list[Group] = field(default_factory=list)


def shown(plan: Plan, kept: Incoming, teams: Sequence[Team]) -> Shown:
    """A plan as its page shows it, for somebody in these teams."""
    needs_team = bool(plan.organisations) or any(one.kind == "worker" for one in plan.people)
    return Shown(
        needs_team=needs_team,
        teams=[Option(t.id.hex, t.called, t.id.hex == kept.team) for t in teams if needs_team],
        files=list(_files(plan)),
        questions=[asked(one, plan, kept) for one in plan.questions[:MOST_QUESTIONS]],
        more_questions=max(0, len(plan.questions) - MOST_QUESTIONS),
        more_columns=max(0, sum(len(one.columns) for one in plan.readings) - MOST_COLUMNS),
        workers=[
            Option(one.ref, one.full_name, one.ref == kept.me)
            for one in plan.people
            if one.kind == "worker"
        ],
        examples=[_example(one) for one in islice(plan.moments, EXAMPLES)],
        problems=grouped((one.says, place_of(one)) for one in plan.problems),
        left_out=grouped((one.why, cells_of(_left(one))) for one in plan.left_out),
    )


def grouped(told: Iterable[tuple[str, str]]) -> list[Group]:
    """Sentences and where each was said, in the order they were first met."""
    places: dict[str, list[str]] = {}
    for says, place in told:
        places.setdefault(says, []).append(place)
    return [
        Group(says, found[:MOST_PLACES], max(0, len(found) - MOST_PLACES))
        for says, found in places.items()
    ]


def place_of(one: Problem) -> str:
    """Where to look: file, row, column."""
    row = _("row %(row)s") % {"row": one.row} if one.row else ""
    return ", ".join(part for part in (one.file, row, one.column) if part)


def _left(one: LeftOut) -> dict[str, Any]:
    return {"column": one.column, "cells": one.count, "file": one.file}


def cells_of(one: Mapping[str, Any]) -> str:
    """What stays behind of one column."""
    says = ngettext(
        "%(column)s: %(cells)s cell of %(file)s",
        "%(column)s: %(cells)s cells of %(file)s",
        one["cells"],
    )
    return says % one


def field_of(question: Question) -> str:
    """The name of a question's field."""
    return "q-" + key_of("question", question.key)[:16]


def asked(question: Question, plan: Plan, kept: Incoming) -> Asked:
    """A question with what was answered so far."""
    given = kept.answers.get(question.key, question.default)
    people = plan.people if question.open_to == "person" else ()
    return Asked(
        field_of(question),
        question,
        [Option(one.value, one.label, one.value == given) for one in question.choices],
        [Option(one.ref, one.full_name, one.ref == given) for one in people],
    )


def _files(plan: Plan) -> Iterator[FileShown]:
    room = MOST_COLUMNS
    for number, reading in enumerate(plan.readings):
        kinds = [Option(kind, kind_words()[kind], kind == reading.kind) for kind in KINDS]
        columns = [
            _column(f"c-{number}-{place}", one.heading, one.meaning, one.filled)
            for place, one in enumerate(reading.columns[:room])
        ]
        room -= len(columns)
        yield FileShown(f"k-{number}", reading, kinds, columns)


def _column(name: str, heading: str, meaning: str, filled: int) -> ColumnShown:
    left = meaning.startswith(LEFT) or not meaning
    current = LEAVE_OUT if left else meaning
    options = [Option(LEAVE_OUT, _("Leave it out"), left)]
    if meaning.startswith(RELATION):
        label = _("How they are joined: %(words)s") % {"words": meaning.removeprefix(RELATION)}
        options.append(Option(meaning, label, chosen=True))
    words = meaning_words()
    options += [Option(value, label, value == current) for value, label in words.items()]
    if current not in words and not left and not meaning.startswith(RELATION):
        options.append(Option(meaning, meaning.replace("_", " "), chosen=True))
    return ColumnShown(
        name, heading, filled, why(meaning.removeprefix(LEFT)) if left else "", options
    )


def _example(one: PlannedMoment) -> Example:
    return Example(
        POINTER.sub("", one.people_as_given),
        one.author_as_given,
        one.kind.replace("_", " "),
        whole_words(one),
        one,
    )


def kind_words() -> dict[str, str]:
    """What a file can hold, in words."""
    return {
        "people": _("People"),
        "notes": _("Notes"),
        "tasks": _("Things to do"),
        "relations": _("Who knows whom"),
        "organisations": _("Organisations"),
        "workers": _("Workers"),
        "other": _("Nothing for here"),
    }


def meaning_words() -> dict[str, str]:
    """What a column can mean, in words: those somebody may want to choose."""
    return {
        "name": _("Name"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "called": _("What they like to be called"),
        "number": _("Number in the other system"),
        "group": _("Person, worker or partner"),
        "role": _("What they do"),
        "categories": _("Several words about them"),
        "identifier": _("Numbers of several kinds"),
        "way_kind": _("What sort of way to reach them"),
        "way_value": _("The number or address for it"),
        "way_label": _("What that way is called"),
        "way_comment": _("What to mind about that way"),
        "active": _("Whether it is still in use"),
        "organisation": _("Organisation"),
        "born": _("Birthday"),
        "phone": _("Phone"),
        "mobile": _("Mobile"),
        "email": _("E-mail"),
        "street": _("Address"),
        "postcode": _("Postcode"),
        "city": _("Town"),
        "reach": _("How to reach them"),
        "message_ok": _("Is it OK to leave a message"),
        "safe_words": _("What keeps them safe"),
        "other": _("Other words about them"),
        "memos": _("Notes without a day"),
        "todos": _("Things to do without a day"),
        "who": _("Who the note is about"),
        "author": _("Who wrote it"),
        "when": _("When it happened"),
        "ended": _("When it ended"),
        "kind": _("What kind of moment"),
        "words": _("The words"),
        "title": _("Title"),
        "status": _("How it stands"),
        "by": _("Who promised"),
        "to": _("To whom"),
        "start": _("When it starts"),
        "due": _("By when"),
        "all_day": _("All day"),
        "extra": _("More words"),
        "created": _("When it was written down"),
        "owner": _("Whose record it is"),
        "a_name": _("One of the two"),
        "b_name": _("The other of the two"),
        "a_number": _("The number of one of the two"),
        "b_number": _("The number of the other"),
        "label": _("How they are joined"),
        "since": _("Since when"),
        "until": _("Until when"),
    }
