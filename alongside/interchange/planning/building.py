"""From files to a plan. Nothing is written; a plan can be made again with more answers."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from alongside.interchange.columns_map import ColumnsMap
from alongside.interchange.guessing import Guess, guess_all
from alongside.interchange.meanings import WHY_MACHINE, WHY_OPENED, refused_for
from alongside.interchange.planning import cells, notes, pointers, tasks
from alongside.interchange.planning.ledger import Ledger
from alongside.interchange.planning.matches import offer_matches
from alongside.interchange.planning.people import PEOPLE_KINDS, gather
from alongside.interchange.planning.plan import (
    Answers,
    ColumnReading,
    KnownPerson,
    Plan,
    PlannedMoment,
    PlannedPromise,
    Reading,
    Streamed,
)
from alongside.interchange.planning.relations import Joined, join
from alongside.interchange.planning.world import World
from alongside.interchange.problems import Problem
from alongside.interchange.reading import tables_of
from alongside.interchange.reading.source import Source

T = TypeVar("T", PlannedMoment, PlannedPromise)


@dataclass(frozen=True)
class Opened:
    """Files opened and guessed at: kept between plans, so answering a question is quick."""

    guesses: tuple[Guess, ...]
    problems: tuple[Problem, ...]


def open_files(files: Sequence[Path | Source], said: ColumnsMap | None = None) -> Opened:
    """Open every file and guess what it holds; files that cannot be read become problems."""
    tables, problems = tables_of(files)
    return Opened(tuple(guess_all(tables, said)), tuple(problems))


def make_plan(
    opened: Opened,
    *,
    zone: dt.tzinfo,
    answers: Answers | None = None,
    known: Sequence[KnownPerson] = (),
) -> Plan:
    """Everything a bring-in of these files would do.

    ``zone`` is the place's own, for times that say none. ``known`` are the people already here
    whom the one bringing in may see. The files must stay where they are while the plan is used:
    moments and promises are read from them each time they are walked.
    """
    ledger = Ledger(answers or {})
    for problem in opened.problems:
        ledger.problem(problem.file, problem.row, problem.column, problem.says)
    for guess in opened.guesses:
        for problem in guess.survey.problems:
            ledger.problem(problem.file, problem.row, problem.column, problem.says)
        ledger.more(guess.file, guess.survey.more)
    roster = gather(opened.guesses, known, ledger)
    offer_matches(roster, known, ledger)
    joined = join(opened.guesses, roster, ledger)
    return _Builder(opened, World(roster, zone, ledger), joined).plan()


def plan_files(
    files: Sequence[Path | Source],
    *,
    zone: dt.tzinfo,
    said: ColumnsMap | None = None,
    answers: Answers | None = None,
    known: Sequence[KnownPerson] = (),
) -> Plan:
    """Open files and plan in one go."""
    return make_plan(open_files(files, said), zone=zone, answers=answers, known=known)


class _Builder:
    """Walks notes and tasks once to count and name, then leaves streams that walk them again."""

    def __init__(self, opened: Opened, world: World, joined: Joined) -> None:
        self.opened, self.world, self.joined = opened, world, joined
        of_kind = {
            kind: [g for g in opened.guesses if g.kind == kind] for kind in ("notes", "tasks")
        }
        self.sheets = [notes.first_walk(guess, world) for guess in of_kind["notes"]]
        self.tasks = of_kind["tasks"]
        for guess in self.tasks:
            tasks.first_walk(guess, world)

    def moments(self, world: World) -> Iterator[PlannedMoment]:
        seen: set[str] = set()
        for sheet in self.sheets:
            yield from notes.moments_in(sheet, world, seen)

    def promises(self, world: World) -> Iterator[PlannedPromise]:
        seen: set[str] = set()
        for guess in self.tasks:
            yield from tasks.promises_in(guess, world, seen)
        for sheet in self.sheets:
            yield from notes.promises_in_notes(sheet, world, seen)
        yield from cells.titles(world.roster, world.ledger, seen)

    def offered(self, world: World) -> Iterator[PlannedPromise]:
        seen: set[str] = set()
        for sheet in self.sheets:
            yield from notes.promises_in_notes(sheet, world, seen, offered=True)

    def plan(self) -> Plan:
        roster, ledger = self.world.roster, self.world.ledger
        pointers.name_dangling(self.opened.guesses, ledger)
        moments = self._parted(self.moments)
        promises = self._parted(self.promises)
        quiet = self.world.quiet()
        offered = Streamed(lambda: self.offered(quiet), sum(1 for _one in self.offered(quiet)))
        undated = cells.undated_words(roster, ledger)
        _leave_columns(self.opened.guesses, ledger)
        return Plan(
            people=tuple(roster.people.values()),
            organisations=tuple(roster.organisations.values()),
            relationships=tuple(self.joined.standing.values()),
            safety=tuple(self.joined.safety.values()),
            moments=moments[0],
            promises=promises[0],
            waiting_moments=moments[1],
            waiting_promises=promises[1],
            offered=offered,
            here=tuple(roster.here.values()),
            undated=undated,
            left_out=ledger.left_out,
            problems=ledger.problems,
            questions=ledger.questions,
            readings=tuple(_reading(guess) for guess in self.opened.guesses),
        )

    def _parted(self, walk: Callable[[World], Iterator[T]]) -> tuple[Streamed[T], Streamed[T]]:
        """Those that can be written and those that wait, counted now and read again later."""
        ready = waiting = 0
        for one in walk(self.world):
            waiting += bool(one.waits)
            ready += not one.waits
        quiet = self.world.quiet()
        return (
            Streamed(lambda: (one for one in walk(quiet) if not one.waits), ready),
            Streamed(lambda: (one for one in walk(quiet) if one.waits), waiting),
        )


def _reading(guess: Guess) -> Reading:
    columns = tuple(
        ColumnReading(column.heading, column.meaning, column.filled) for column in guess.columns
    )
    return Reading(guess.file, guess.kind, guess.survey.rows, guess.table.how, columns)


def _leave_columns(guesses: Sequence[Guess], ledger: Ledger) -> None:
    """Count the filled cells of every column that is not brought in."""
    for guess in guesses:
        for column in guess.columns:
            if guess.kind == "other":
                reason = refused_for(column.heading) or "file"
                ledger.leave(guess.file, column.heading, reason, column.filled)
            elif column.left_out:
                ledger.leave(guess.file, column.heading, column.left_out, column.filled)
            elif not column.meaning:
                ledger.leave(guess.file, column.heading, "no_place", column.filled)
            elif reason := _used_up(guess, column.meaning):
                ledger.leave(guess.file, column.heading, reason, column.filled)


def _used_up(guess: Guess, meaning: str) -> str:
    """Columns that help to read the rows and are then done with."""
    if guess.kind in PEOPLE_KINDS:
        return {"created": WHY_OPENED, "owner": WHY_OPENED, "number": WHY_MACHINE}.get(meaning, "")
    if guess.kind == "relations":
        return "told" if meaning in {"role", "active"} else ""
    return WHY_MACHINE if meaning == "owner" else ""
