"""Notes become moments, told by their author on their day, words to the letter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta

from django.utils.translation import gettext as _

from alongside.interchange.dates import Moment
from alongside.interchange.guessing import Guess
from alongside.interchange.planning.keys import key_of, same_name, same_words
from alongside.interchange.planning.plan import (
    Choice,
    PlannedMoment,
    PlannedPromise,
    Question,
)
from alongside.interchange.planning.sorts import kind_given, kind_shown
from alongside.interchange.planning.todos import ToDo, is_todo, read_todo
from alongside.interchange.planning.world import WAIT, World
from alongside.interchange.reading import Row
from alongside.kit.time import today

NEAR_SECONDS = 300
NOTES, PROMISES = "notes", "promises"
LEAVE = "leave"

A_YEAR = timedelta(days=366)


@dataclass
class Sheet:
    """A sheet of notes after its first walk: what stands twice, how many are things to do."""

    guess: Guess
    twins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    silenced: frozenset[str] = frozenset()
    todos: int = 0


def first_walk(guess: Guess, world: World) -> Sheet:
    """Settle names, dates and the two questions about the whole sheet."""
    world.settle_dates(guess)
    world.settle_names(guess, "who", "person")
    world.settle_names(guess, "author", "worker")
    sheet = Sheet(guess)
    sheet.todos = sum(1 for row in guess.table.rows() if is_todo(words_of(guess, row.cells)))
    _ask_todos(sheet, world)
    return _ask_doubles(sheet, world)


def words_of(guess: Guess, cells: Sequence[str]) -> str:
    """The words of a row exactly as they stand; two columns of words are parted by a blank line."""
    told = [cells[column.position] for column in guess.all("words")]
    return "\n\n".join(text for text in told if text.strip()) or guess.text(cells, "title")


def _key(guess: Guess, cells: Sequence[str], when: Moment | None) -> str:
    return key_of(
        "moment",
        when.key if when else "",
        same_name(guess.text(cells, "author")),
        same_name(guess.text(cells, "who")),
        same_words(words_of(guess, cells)),
    )


def moments_in(sheet: Sheet, world: World, seen: set[str]) -> Iterator[PlannedMoment]:
    """Every row as a moment, those that wait among them. Rows read as promises are left to them."""
    guess = sheet.guess
    as_promises = _todo_answer(sheet, world) == PROMISES
    for row in guess.table.rows():
        words = words_of(guess, row.cells)
        if as_promises and is_todo(words):
            continue
        moment = _moment(sheet, world, row, words)
        if moment is None or moment.key in sheet.silenced:
            continue
        if moment.key in seen:
            says = _("The same row is there already. It is brought in once.")
            world.ledger.problem(guess.file, row.number, "", says)
            continue
        seen.add(moment.key)
        yield moment


def _moment(sheet: Sheet, world: World, row: Row, words: str) -> PlannedMoment | None:
    guess, cells = sheet.guess, row.cells
    when = world.moment(guess, cells, "when", row.number)
    key = _key(guess, cells, when)
    if not words.strip():
        says = _("This row has no words. There is nothing to bring in.")
        world.ledger.problem(guess.file, row.number, guess.heading("words"), says)
        return None
    people, waits = world.people_in(guess, cells, "who", row.number, key)
    if not people and not waits:
        people, waits = _nobody(guess, world, row, key)
        if waits == LEAVE:
            return None
    author, author_waits = _author(guess, world, row)
    if when is None:
        waits = waits or _no_day(guess, world, row)
    _ask_about_far_day(guess, world, row, when)
    others, other_waits = _twins(sheet, world, key)
    moment = _filled(guess, world, row, words, when)
    return replace(
        moment,
        key=key,
        people=tuple(dict.fromkeys((*people, *others))),
        author=author,
        also_keys=sheet.twins.get(key, ()),
        waits=waits or author_waits or other_waits,
    )


def _ask_about_far_day(guess: Guess, world: World, row: Row, when: Moment | None) -> None:
    """A note from years to come is most often a slip: it is named, and comes in as it was said."""
    if when is not None and when.day > today() + A_YEAR:
        says = _("This day is far ahead: %(day)s. Look whether it is right.")
        told = {"day": when.day.isoformat()}
        world.ledger.problem(guess.file, row.number, guess.heading("when"), says % told)


def _filled(guess: Guess, world: World, row: Row, words: str, when: Moment | None) -> PlannedMoment:
    cells = row.cells
    told = [cells[column.position] for column in guess.all("kind")]
    given = kind_given(*told, guess.text(cells, "status"))
    ended = world.moment(guess, cells, "ended", row.number)
    created = world.moment(guess, cells, "created", row.number)
    aware = world.aware(guess, "when", when)
    return PlannedMoment(
        key="",
        people=(),
        people_as_given=guess.text(cells, "who"),
        author="",
        author_as_given=guess.text(cells, "author"),
        kind=given or kind_shown(words),
        kind_given=bool(given),
        when=aware,
        words=words,
        file=guess.file,
        row=row.number,
        title=guess.text(cells, "title"),
        ended=world.aware(guess, "ended", ended),
        ended_has_time=bool(ended and ended.time),
        noted_at=world.aware(guess, "created", created) or aware,
        has_time=bool(when and when.time),
    )


def _author(guess: Guess, world: World, row: Row) -> tuple[str, str]:
    """The author's ref where one person is meant; the name as given is kept whatever happens."""
    tiers = world.tiers.get((guess.file, "author"), ())
    name = guess.text(row.cells, "author")
    found = world.roster.directory.who(name, tiers) if name else ()
    return (found[0], "") if len(found) == 1 else ("", "")


def _no_day(guess: Guess, world: World, row: Row) -> str:
    says = _("This row has no day that could be read. It waits, and is not given today's date.")
    world.ledger.problem(guess.file, row.number, guess.heading("when"), says)
    return says


def _nobody(guess: Guess, world: World, row: Row, key: str) -> tuple[tuple[str, ...], str]:
    """The row names nobody: its words are kept, and somebody is asked who it was about."""
    title = guess.text(row.cells, "title") or words_of(guess, row.cells)[:60]
    says = _('Row %(row)s of %(file)s ("%(title)s") names nobody. Who was it with?') % {
        "row": row.number,
        "file": guess.file,
        "title": title,
    }
    choices = (
        Choice(WAIT, _("Keep the words and leave it waiting")),
        Choice(LEAVE, _("Leave it out")),
    )
    answer = world.ledger.ask(Question(f"who:{key}", says, choices, WAIT, open_to="person"))
    if world.roster.has(answer):
        return (answer,), ""
    if answer == LEAVE:
        return (), LEAVE
    told = _("This row names nobody. Its words are kept and it waits.")
    world.ledger.problem(guess.file, row.number, guess.heading("who"), told)
    return (), told


def _twins(sheet: Sheet, world: World, key: str) -> tuple[tuple[str, ...], str]:
    """The people of the rows this one speaks for, when a human said they are one note."""
    names = sheet.twins.get(f"names:{key}", ())
    tiers = world.tiers.get((sheet.guess.file, "who"), ())
    found: list[str] = []
    for name in names:
        for part in world.roster.directory.names_in(name, tiers):
            refs = world.roster.directory.who(part, tiers)
            if len(refs) != 1:
                return (), _("There is more than one %(name)s.") % {"name": part}
            found.append(refs[0])
    return tuple(found), ""


def _ask_todos(sheet: Sheet, world: World) -> None:
    if sheet.todos:
        _todo_answer(sheet, world)


def _todo_answer(sheet: Sheet, world: World) -> str:
    if not sheet.todos:
        return NOTES
    says = _(
        "%(count)s notes in %(file)s begin like things to do (TO DO, DONE, NOT NEEDED NOW)."
        " They can stay notes, or be read as promises. They are never both."
    ) % {"count": sheet.todos, "file": sheet.guess.file}
    choices = (
        Choice(NOTES, _("Keep them as notes")),
        Choice(PROMISES, _("Read them as promises")),
    )
    return world.ledger.ask(Question(f"todos:{sheet.guess.file}", says, choices, NOTES))


def promises_in_notes(
    sheet: Sheet, world: World, seen: set[str], *, offered: bool = False
) -> Iterator[PlannedPromise]:
    """Things to do among the notes as promises: when a human chose that, or to show it to them."""
    if (_todo_answer(sheet, world) == PROMISES) == offered:
        return
    guess = sheet.guess
    first = world.month_first.get((guess.file, guess.heading("when")), False)
    for row in guess.table.rows():
        todo = read_todo(words_of(guess, row.cells), month_first=first)
        if todo is None:
            continue
        promise = _promise(guess, world, row, todo)
        if promise.key not in seen:
            seen.add(promise.key)
            yield promise


def _promise(guess: Guess, world: World, row: Row, todo: ToDo) -> PlannedPromise:
    cells = row.cells
    when = world.moment(guess, cells, "when", row.number)
    key = key_of("promise", "note", _key(guess, cells, when))
    people, waits = world.people_in(guess, cells, "who", row.number, key)
    author, _unused = _author(guess, world, row)
    person = people[0] if people else ""
    called = world.roster.people[person].called if person in world.roster.people else ""
    named = guess.text(cells, "who").rpartition(",")[2].strip()
    theirs = todo.is_theirs(called) or todo.is_theirs(named.split(" ")[0])
    due = Moment(todo.day, todo.time) if todo.day else None
    by_given, to_given = guess.text(cells, "author"), named
    return PlannedPromise(
        key=key,
        by=person if theirs else author,
        to=author if theirs else person,
        words=todo.words,
        standing=todo.standing,
        file=guess.file,
        row=row.number,
        by_as_given=to_given if theirs else by_given,
        to_as_given=by_given if theirs else to_given,
        noted_by=author,
        noted_by_as_given=by_given,
        due_day=todo.day,
        due_at=due.aware(world.zone) if due and due.time else None,
        late=todo.late,
        extra=todo.extra,
        noted_at=world.aware(guess, "when", when),
        waits=waits,
    )


def _ask_doubles(sheet: Sheet, world: World) -> Sheet:
    """Find notes written twice for two people a moment apart, and offer each pair as one."""
    pairs = _doubles(sheet.guess, world)
    if not pairs:
        return sheet
    guess = sheet.guess
    says = _(
        "%(count)s notes in %(file)s stand there twice, seconds apart, once for each of two people."
        " Is each of these one moment with both?"
    ) % {"count": len(pairs), "file": guess.file}
    rows = tuple(
        _("Rows %(one)s and %(two)s") % {"one": one.row, "two": two.row} for one, two in pairs
    )
    choices = (
        Choice("one", _("One moment with both people")),
        Choice("two", _("Two moments, as in the file")),
    )
    key = f"doubles:{guess.file}"
    answer = world.ledger.ask(Question(key, says, choices, "two", examples=rows))
    silenced: set[str] = set()
    for one, two in pairs:
        own = world.ledger.answers.get(f"double:{one.key}", answer)
        if own == "one":
            sheet.twins[one.key] = (two.key,)
            sheet.twins[f"names:{one.key}"] = (two.who,)
            silenced.add(two.key)
    sheet.silenced = frozenset(silenced)
    return sheet


@dataclass(frozen=True, slots=True)
class _Copy:
    key: str
    row: int
    who: str
    when: Moment


def _doubles(guess: Guess, world: World) -> list[tuple[_Copy, _Copy]]:
    """Pairs of rows with one author and the same words, minutes apart, about different people."""
    quiet = world.quiet()
    once: set[int] = set()
    twice: set[int] = set()
    for row in guess.table.rows():
        mark = _mark(guess, row.cells)
        (twice if mark in once else once).add(mark)
    if not twice:
        return []
    open_copies: dict[int, _Copy] = {}
    pairs: list[tuple[_Copy, _Copy]] = []
    for row in guess.table.rows():
        mark = _mark(guess, row.cells)
        when = quiet.moment(guess, row.cells, "when", row.number) if mark in twice else None
        if when is None:
            continue
        who = guess.text(row.cells, "who")
        copy = _Copy(_key(guess, row.cells, when), row.number, who, when)
        first = open_copies.pop(mark, None)
        if first and first.who != who and _near(first.when, when):
            pairs.append((first, copy))
        else:
            open_copies[mark] = copy
    return pairs


def _mark(guess: Guess, cells: Sequence[str]) -> int:
    return hash((guess.text(cells, "author"), same_words(words_of(guess, cells))))


def _near(one: Moment, two: Moment) -> bool:
    if one.time is None or two.time is None:
        return False
    zone = one.offset or two.offset
    apart = (two.aware(zone or UTC) - one.aware(zone or UTC)).total_seconds()
    return 0 <= abs(apart) <= NEAR_SECONDS
