"""What somebody brought in before, by the key it had there: a second run adds nothing."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import TypeVar
from uuid import UUID

from alongside.access.viewer import Life, Viewer
from alongside.accounts.handles import keyed
from alongside.interchange.models import Arrived, BringIn
from alongside.interchange.planning import Opened
from alongside.interchange.planning.keys import key_of, same_name
from alongside.interchange.planning.ledger import Ledger
from alongside.interchange.planning.people import gather, organisation_ref
from alongside.interchange.planning.plan import KnownPerson
from alongside.kit.lots import write_lots
from alongside.relationships.queries import Between, my_relationships

T = TypeVar("T")
BATCH = 500


def batches(things: Iterable[T]) -> Iterator[list[T]]:
    """The same things in lists of five hundred, so that memory stays flat."""
    walk = iter(things)
    while batch := list(islice(walk, BATCH)):
        yield batch


def fingerprint(by: UUID, key: str) -> str:
    """The key as it is kept: keyed, so that nobody who steals the tables can try out names.

    Whoever brings in has fingerprints of their own: a file tells nobody what others brought in.
    """
    return keyed("what came in from another system", f"{by.hex} {key}")


def arrived(by: UUID, keys: Iterable[str]) -> dict[str, UUID]:
    """What these keys became here, for those that came in before from the same hands."""
    there: dict[str, UUID] = {}
    for batch in batches(dict.fromkeys(keys)):
        kept = {fingerprint(by, key): key for key in batch}
        rows = Arrived.objects.filter(key__in=list(kept)).values_list("key", "row_id")
        there.update((kept[key], row_id) for key, row_id in rows)
    return there


def note_arrived(by: UUID, bring_in_id: UUID, rows: Mapping[str, UUID]) -> None:
    """Remember what came in now. The caller holds the transaction."""
    write_lots(
        Arrived,
        (
            Arrived(key=fingerprint(by, key), row_id=row_id, bring_in_id=bring_in_id)
            for key, row_id in rows.items()
        ),
    )


def people_arrived(by: UUID, refs: Iterable[str], visible: AbstractSet[UUID]) -> dict[str, UUID]:
    """Who these refs are: people from the same hands, and people the one asking can see already.

    Anybody else is somebody new, whatever they are called.
    """
    refs = list(refs)
    others = BringIn.objects.exclude(by_id=by).values_list("by_id", flat=True).distinct()
    found: dict[str, UUID] = {}
    for other in others if visible else ():
        there = arrived(other, refs)
        found.update((ref, id) for ref, id in there.items() if id in visible)
    return found | arrived(by, refs)


class Known:
    """The people the viewer can see already, under the refs a plan knows them by."""

    def __init__(self, viewer: Viewer, opened: Opened | None = None) -> None:
        self.betweens: dict[str, Between] = {}
        mine = {between.other.id: between for between in my_relationships(viewer)}
        refs = _refs(viewer.person_id, opened, mine) if opened and mine else {}
        for person_id, between in mine.items():
            self.betweens[refs.get(person_id, f"person:{person_id.hex}")] = between

    @property
    def visible(self) -> AbstractSet[UUID]:
        """Everybody among them, by who they are here."""
        return {between.other.id for between in self.betweens.values()}

    def people(self) -> list[KnownPerson]:
        """As planning wants them: names only, nothing about where or how to reach them."""
        return [
            KnownPerson(
                ref,
                tuple(n for n in (between.other.called, between.other.full_name) if n),
                "person" if between.other_life == Life.OWN else "worker",
            )
            for ref, between in self.betweens.items()
        ]


def _refs(by: UUID, opened: Opened, mine: Mapping[UUID, Between]) -> dict[UUID, str]:
    """Under which ref of these files somebody came in before."""
    refs = set(gather(opened.guesses, (), Ledger({}, muted=True)).people)
    for between in mine.values():
        for name in (between.other.called, between.other.full_name):
            refs |= {key_of("person", "", "", same_name(name)), organisation_ref(name)}
    found = people_arrived(by, refs, mine.keys())
    return {row_id: ref for ref, row_id in sorted(found.items(), reverse=True)}
