"""Writing down many people at once, for `interchange`, which has asked first."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.kit.lots import write_lots
from alongside.people.models import Address, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody from another system, under an id that was made for them."""

    id: UUID
    called: str
    full_name: str = ""


def bring_in_people(*, by: Viewer, people: Iterable[NewPerson]) -> None:
    """Add everybody. The caller holds the transaction: all or nothing."""
    write_lots(
        Person,
        (
            Person(id=one.id, called=one.called, full_name=one.full_name, made_by_id=by.person_id)
            for one in people
        ),
    )


def bring_in_addresses(*, by: Viewer, addresses: Iterable[tuple[UUID, str]]) -> None:
    """Keep where people live, each under a key of its own: person, then words."""
    write_lots(
        Address,
        (
            Address(person_id=person_id, words=words, written_by_id=by.person_id)
            for person_id, words in addresses
        ),
    )
