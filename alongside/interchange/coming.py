"""What is put in before anybody can see it, and how it goes again if the rest never comes.

People whom nobody has met, and what was noted in relationships that have no sides yet, open to
nobody: no rule reaches them. They go in early, in short turns, so that other people's pages need
not wait. The sides come last, all at once. Should that never happen, `tidy` takes out the rest.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.db.models import Model

from alongside.interchange.models import BringIn
from alongside.kit.transactions import writing
from alongside.people.models import Person
from alongside.relationships.models import Relationship, Side

COMING = "coming"


@dataclass
class Unseen:
    """The people and relationships that are new with one bring-in."""

    people: list[UUID] = field(default_factory=list)
    relationships: set[UUID] = field(default_factory=set)

    def has(self, row: Model) -> bool:
        """Whether a row opens to nobody before the sides are there. Remembers who is new."""
        if isinstance(row, Person):
            self.people.append(row.id)
            return True
        if isinstance(row, Relationship):
            self.relationships.add(row.id)
            return True
        held = getattr(row, "relationship_id", None)
        return held in self.relationships and not isinstance(row, Side)


@contextmanager
def coming(folder: Path, unseen: Unseen) -> Iterator[None]:
    """Note what is put in early, by ids alone, until all of it is in; tidy up if it fails."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / COMING
    aside = file.with_suffix(".new")
    aside.touch(mode=0o600)
    with aside.open("r+", encoding="ascii") as noted:
        # Whoever dies lets go of it: then anybody may tidy up.
        fcntl.flock(noted, fcntl.LOCK_EX)
        told = (unseen.people, unseen.relationships)
        json.dump([[each.hex for each in some] for some in told], noted)
        noted.flush()
        aside.replace(file)
        try:
            yield
        except BaseException:
            _take_out(unseen)
            raise
        finally:
            file.unlink(missing_ok=True)


def tidy(folder: Path) -> bool:
    """Take out what a bring-in that died left behind. Gives False while one is still at it."""
    file = folder / COMING
    if not file.exists():
        return True
    with file.open("r", encoding="ascii") as noted:
        try:
            fcntl.flock(noted, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        with suppress(ValueError):
            people, relationships = ([UUID(each) for each in some] for some in json.load(noted))
            if not BringIn.objects.filter(id=UUID(folder.name)).exists():
                _take_out(Unseen(people, set(relationships)))
        file.unlink(missing_ok=True)
    return True


def _take_out(unseen: Unseen) -> None:
    for each in unseen.relationships:
        with writing():
            # One that has sides came in after all.
            Relationship.objects.filter(id=each, sides=None).delete()
    for each in unseen.people:
        with writing():
            Person.objects.filter(id=each).delete()
