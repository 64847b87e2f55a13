"""Tasks become promises: who, to whom, by when, and how it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.interchange.dates import Moment
from alongside.interchange.guessing import Guess
from alongside.interchange.planning.keys import key_of, same_name, same_words
from alongside.interchange.planning.plan import Choice, PlannedPromise, Question
from alongside.interchange.planning.world import WAIT, World
from alongside.interchange.reading import Row

KEPT = re.compile(r"done|complete|kept|finished|yes|true|y|x|1|✓|✔")
OPEN = re.compile(
    r"|planned|open|to ?do|not (started|done)|in progress|started|pending|outstanding|no|n|false|0|"
    r"delayed|late|overdue|active|new"
)
LET_GO = re.compile(r"cancell?ed|not needed( now)?|let go|dropped|abandoned|withdrawn|deferred")
LATE = re.compile(r"delayed|late|overdue")
TRUE = frozenset({"yes", "true", "1", "x", "y"})


@dataclass(frozen=True, slots=True)
class Due:
    """When a promise is due: a day, a day and a time, or neither."""

    day: Moment | None
    timed: bool


def first_walk(guess: Guess, world: World) -> None:
    """Settle names and dates before any row is read."""
    world.settle_dates(guess)
    world.settle_names(guess, "to", "person")
    world.settle_names(guess, "by", "worker")


def standing_of(text: str) -> tuple[str, bool, bool]:
    """How it stands (kept, open, let_go), whether it is late, whether the word was known."""
    plain = " ".join(text.lower().split())
    for standing, pattern in (("kept", KEPT), ("let_go", LET_GO), ("open", OPEN)):
        if pattern.fullmatch(plain):
            return standing, bool(LATE.fullmatch(plain)), True
    return "open", False, False


def promises_in(guess: Guess, world: World, seen: set[str]) -> Iterator[PlannedPromise]:
    """Every row as a promise, those that wait among them."""
    for row in guess.table.rows():
        promise = _promise(guess, world, row)
        if promise is None:
            continue
        if promise.key in seen:
            says = _("The same row is there already. It is brought in once.")
            world.ledger.problem(guess.file, row.number, "", says)
            continue
        seen.add(promise.key)
        yield promise


def _promise(guess: Guess, world: World, row: Row) -> PlannedPromise | None:
    cells = row.cells
    words = cells[column.position] if (column := guess.one("words")) else ""
    if not words.strip():
        says = _("This row does not say what was promised. It is not brought in.")
        world.ledger.problem(guess.file, row.number, guess.heading("words"), says)
        return None
    due = _due(guess, world, row)
    created = world.moment(guess, cells, "created", row.number)
    key = _key(guess, cells, words, due, created)
    by, by_waits = world.people_in(guess, cells, "by", row.number, key)
    to, to_waits = world.people_in(guess, cells, "to", row.number, key)
    waits = by_waits or to_waits
    if not by and not waits:
        by, waits = _by_whom(guess, world, row, words, key)
    standing, late, known = standing_of(guess.text(cells, "status"))
    if not known:
        _unknown_standing(guess, world, row)
    owner = guess.text(cells, "owner")
    extra = [cells[column.position] for column in guess.all("extra")]
    return PlannedPromise(
        key=key,
        by=by[0] if by else "",
        to=to[0] if to else "",
        words=words.strip(),
        standing=standing,
        file=guess.file,
        row=row.number,
        by_as_given=guess.text(cells, "by"),
        to_as_given=guess.text(cells, "to"),
        noted_by=_noted_by(guess, world, row, owner, key) if not to else by[0] if by else "",
        noted_by_as_given=owner,
        due_day=due.day.day if due.day else None,
        due_at=world.aware(guess, "due", due.day) if due.timed else None,
        late=late,
        extra="\n\n".join(text for text in extra if text.strip()),
        noted_at=world.aware(guess, "created", created),
        waits=waits,
    )


def _key(guess: Guess, cells: Sequence[str], words: str, due: Due, created: Moment | None) -> str:
    return key_of(
        "promise",
        same_words(words.strip()),
        same_name(guess.text(cells, "by")),
        same_name(guess.text(cells, "to")),
        due.day.key if due.day else "",
        created.key if created else "",
    )


def _due(guess: Guess, world: World, row: Row) -> Due:
    """When it begins is when it is due, if it has a time; a whole day is only a day."""
    due = world.moment(guess, row.cells, "due", row.number)
    whole = guess.text(row.cells, "all_day").lower() in TRUE
    if due is None:
        due = world.moment(guess, row.cells, "start", row.number)
    return Due(due, bool(due and due.time and not whole))


def _by_whom(
    guess: Guess, world: World, row: Row, words: str, key: str
) -> tuple[tuple[str, ...], str]:
    """Nobody is named as having promised: ask, and wait."""
    says = _('Row %(row)s of %(file)s ("%(words)s") does not say who promised. Who was it?') % {
        "row": row.number,
        "file": guess.file,
        "words": words[:60],
    }
    wait = (Choice(WAIT, _("Leave it waiting")),)
    answer = world.ledger.ask(Question(f"by:{key}", says, wait, WAIT, open_to="person"))
    if world.roster.has(answer):
        return (answer,), ""
    told = _("This row does not say who promised. It waits.")
    world.ledger.problem(guess.file, row.number, guess.heading("by"), told)
    return (), told


def _unknown_standing(guess: Guess, world: World, row: Row) -> None:
    text = guess.text(row.cells, "status")
    says = _('It is not known here what "%(text)s" means. The promise comes in as open.')
    world.ledger.problem(guess.file, row.number, guess.heading("status"), says % {"text": text})


def _noted_by(guess: Guess, world: World, row: Row, owner: str, key: str) -> str:
    """Whose record a promise to nobody named was, when one worker fits; asked when two do."""
    found = world.roster.directory.initialled(owner)
    if len(found) <= 1:
        return found[0] if found else ""
    says = _('Row %(row)s of %(file)s was noted by "%(owner)s". Who is that?') % {
        "row": row.number,
        "file": guess.file,
        "owner": owner,
    }
    names = tuple(Choice(ref, world.roster.name_of(ref)) for ref in found)
    choices = (*names, Choice("unsaid", _("Leave it unsaid")))
    answer = world.ledger.ask(Question(f"noted_by:{key}", says, choices, "unsaid"))
    return "" if answer == "unsaid" else answer
