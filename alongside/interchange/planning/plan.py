"""The plan of a bring-in: everything that would be written, and everything that would not.

**Keys.** Each planned thing has a key (``ref`` for people and organisations) made only from what
the row itself says: never from the file's name, the row's number, an answer or the clock. So a
second run of a file, or the XLSX after the CSV, gives the same keys, and whoever writes the plan
skips keys it has written before. Keys are the first 32 letters of a SHA-256, so they fit a UUID.

=============  ====================================================================================
person         headings of name and number, name, and the system's number where it has one; people
               of one name and no number are told apart by birthday and ways to reach them
organisation   its name
relationship   what joins them, both refs; the start too when the two were joined before
moment         time as written, author and people as named, words with line ends made alike
promise        words, who and to whom as named, when it is due, when it was written down
undated words  the person's ref, the heading, the words
=============  ====================================================================================
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from alongside.interchange.problems import Problem

T = TypeVar("T")
Answers = Mapping[str, str]
"""What people answered: a question's key and the value of the choice they made."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach somebody. ``kind``: phone, mobile, email, other."""

    kind: str
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words as written, under the heading they stood under."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody to be brought in. ``kind``: person, worker, partner.

    ``does`` is the name of a job. ``address`` is for its own strand, never for a list or a preview.
    ``also`` holds the refs of people a human said are this same person. ``safe_contact`` and
    ``words`` go in as they stand.
    """

    ref: str
    called: str
    full_name: str
    kind: str
    file: str
    row: int
    organisation: str = ""
    organisation_as_given: str = ""
    does: str = ""
    ways: tuple[Way, ...] = ()
    safe_contact: tuple[Words, ...] = ()
    address: str = field(default="", repr=False)
    born: date | None = None
    words: tuple[Words, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedOrganisation:
    """An organisation people work for, rent from or meet at: a partner, never a person."""

    ref: str
    name: str
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class PlannedRelationship:
    """Two joined once. ``nature``: walking (a worker, ``a``, alongside ``b``), tie, organisation.

    ``words`` read from ``a`` to ``b``: "Supports", "Friend", "Works for". ``until`` is an end,
    never a closure. ``b`` is an organisation's ref where the nature is organisation.
    """

    key: str
    a: str
    b: str
    nature: str
    words: str
    file: str
    row: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedSafety:
    """``kept_from`` must not find out where ``person`` is. Never a relationship either can see."""

    key: str
    person: str
    kept_from: str
    words: str
    file: str
    row: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedMoment:
    """What happened. ``words`` are kept to the letter; ``author`` is empty when nobody known.

    ``kind``: met, call, message, tried, by_chance; empty when the file does not say (a note whose
    first words do not show it). ``when`` and ``noted_at`` are aware UTC. ``waits`` says why it
    cannot be written yet; it is empty for moments that can. ``also_keys`` are rows it speaks for.
    """

    key: str
    people: tuple[str, ...]
    people_as_given: str
    author: str
    author_as_given: str
    kind: str
    kind_given: bool
    when: datetime | None
    words: str
    file: str
    row: int
    title: str = ""
    ended: datetime | None = None
    ended_has_time: bool = False
    noted_at: datetime | None = None
    has_time: bool = True
    also_keys: tuple[str, ...] = ()
    waits: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPromise:
    """``by`` promised ``to``. ``standing``: kept, open, let_go; ``late`` as the file said.

    ``to`` is empty when the file names nobody; ``noted_by`` then says whose record it was.
    ``due_day`` alone means that day; ``due_at`` (aware UTC) a time; neither: no day was given.
    """

    key: str
    by: str
    to: str
    words: str
    standing: str
    file: str
    row: int
    by_as_given: str = ""
    to_as_given: str = ""
    noted_by: str = ""
    noted_by_as_given: str = ""
    due_day: date | None = None
    due_at: datetime | None = None
    late: bool = False
    extra: str = ""
    noted_at: datetime | None = None
    waits: str = ""


@dataclass(frozen=True, slots=True)
class UndatedWords:
    """Words about a person with no author and no day, whole as they stood in one cell."""

    key: str
    person: str
    heading: str
    words: str
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What stays behind: a column, how many filled cells (or values in it), and why."""

    file: str
    column: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a person may give."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide. Unanswered, it counts as ``default``.

    ``open_to`` is "person" where the ref of any planned person is an answer too. ``urgent``
    questions are about safety and come first.
    """

    key: str
    says: str
    choices: tuple[Choice, ...]
    default: str
    open_to: str = ""
    urgent: bool = False
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What one column was taken to be, for the preview where people choose columns."""

    heading: str
    meaning: str
    filled: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How one file was read: what it was taken for, its letters, its columns, its clock."""

    file: str
    kind: str
    rows: int
    how: str
    columns: tuple[ColumnReading, ...]


class Streamed(Generic[T]):
    """Things read afresh from the files each time they are walked, so memory stays flat."""

    def __init__(self, make: Callable[[], Iterator[T]], count: int) -> None:
        self._make = make
        self._count = count

    def __iter__(self) -> Iterator[T]:
        return self._make()

    def __len__(self) -> int:
        return self._count


@dataclass(frozen=True)
class Plan:
    """Everything a bring-in would do. Nothing in it has been written anywhere.

    ``waiting_moments`` and ``waiting_promises`` hold the words of rows left waiting; ``offered``
    shows how to-dos found among notes would be read as promises, if a person says so. ``here`` are
    rows of people who are here already, because a person said so: what they say is still brought.
    """

    people: tuple[PlannedPerson, ...]
    organisations: tuple[PlannedOrganisation, ...]
    relationships: tuple[PlannedRelationship, ...]
    safety: tuple[PlannedSafety, ...]
    moments: Streamed[PlannedMoment]
    promises: Streamed[PlannedPromise]
    waiting_moments: Streamed[PlannedMoment]
    waiting_promises: Streamed[PlannedPromise]
    offered: Streamed[PlannedPromise]
    here: tuple[PlannedPerson, ...]
    undated: tuple[UndatedWords, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody already here whom the one bringing in may see.

    ``ref`` is the ref they were brought in under, or any stable id for people who were not; it is
    what the plan and answers name. Nobody is offered as a match of themselves.
    """

    ref: str
    names: tuple[str, ...]
    kind: str = "person"
    ways: tuple[str, ...] = field(default=(), repr=False)
    born: date | None = None
