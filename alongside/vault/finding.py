"""Finding words: what somebody may see is opened and looked through, and nothing is indexed.

Each slice that holds words says where they lie, and asks one question of its own for the rows.
A worker's whole circle is thousands of words, not millions; an index of words would be a second,
unsealed copy of everybody's life.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from alongside.kit.folding import folded
from alongside.vault.fields import SealedModel, open_value
from alongside.vault.keyring import current_keyring
from alongside.vault.scopes import between_scope, person_scope

AN_ID = 32
"""The letters of an id, as SQLite keeps it."""


class Found(NamedTuple):
    """Words that hold what was looked for, and where they stand."""

    kind: str
    thing_id: UUID
    """What its page is asked by."""
    where: UUID | str | None
    """The relationship; or in which life, of what somebody keeps of themselves."""
    whose_id: UUID
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Lie:
    """Where words of one kind lie: in which rows, which columns, sealed by whose key."""

    kind: str
    model: type[SealedModel]
    fields: tuple[str, ...]
    where: str = "relationship_id"
    whose: str = "by_id"
    at: str = "at"
    thing: str = "id"
    sealed_by: tuple[str, ...] = ()
    """The column that names the key, or those of the relationship and writer it is of.

    Without any it is where the words are, and whose.
    """

    @property
    def key(self) -> tuple[str, ...]:
        return self.sealed_by or (self.where, self.whose)

    @property
    def columns(self) -> tuple[str, ...]:
        """What is asked of each row, each once."""
        named = ("id", self.thing, self.where, self.whose, self.at, *self.key, *self.fields)
        return tuple(dict.fromkeys(named))

    @property
    def asked(self) -> tuple[str | Cast, ...]:
        """The same, for `values_list`: a time as words, since few of the rows are ever shown."""
        return tuple(Cast(n, TextField()) if n == self.at else n for n in self.columns)


def _scope(where: Any, by: Any) -> str:
    """Of what somebody keeps of themselves the key is theirs, else the writer's in it."""
    place, writer = an_id(where), an_id(by)
    return between_scope(place, writer) if isinstance(place, UUID) else person_scope(writer)


def holding(looked_for: str) -> Callable[[str], bool]:
    """Whether words hold every word looked for. They are folded once."""
    first, *rest = folded(looked_for).split() or [""]

    def holds(words: str) -> bool:
        text = folded(words)
        return first in text and all(word in text for word in rest)

    return holds if first else lambda words: False


def found_in(lie: Lie, rows: Iterable[tuple[Any, ...]], looked_for: str) -> list[Found]:
    """Of these rows, as the database keeps them, the words that hold what is looked for."""
    holds = holding(looked_for)
    return [
        Found(lie.kind, an_id(thing), an_id(where), an_id(whose), _when(at), words)
        for thing, where, whose, at, words in opened(lie, rows)
        if holds(words)
    ]


def opened(lie: Lie, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, Any, Any, Any, str]]:
    """Each sealed word of these rows, with one look into the key store."""
    rows = list(rows)
    place = {name: at for at, name in enumerate(lie.columns)}
    thing, where, whose, at = (place[n] for n in (lie.thing, lie.where, lie.whose, lie.at))
    key = itemgetter(*(place[name] for name in lie.key))
    ring, table = current_keyring(), lie.model._meta.db_table
    scopes = {of: _scope(*of) if len(lie.key) > 1 else str(of) for of in set(map(key, rows))}
    ring.fetch(scopes.values())
    fields = [(field, place[field]) for field in lie.fields]
    for row in rows:
        scope = scopes[key(row)]
        for field, column in fields:
            if row[column]:
                words = open_value(ring, scope, row[column], table, row[0], field)
                yield row[thing], row[where], row[whose], row[at], words


def an_id(kept: Any) -> Any:
    """An id as the database gives it: SQLite keeps its 32 letters."""
    return UUID(kept) if isinstance(kept, str) and len(kept) == AN_ID else kept


def _when(kept: str) -> datetime:
    """A time in words, in UTC where it does not say: as `Lie.asked` asks for it."""
    found = datetime.fromisoformat(kept)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
