"""Writing down many people at once, for `interchange`, which has asked first."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.people.models import Address, Person

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody from another system, under an id that was made for them."""

    id: UUID
    called: str
    full_name: str = ""


def bring_in_people(*, by: Viewer, people: Iterable[NewPerson]) -> None:
    """Add everybody. The caller holds the transaction: all or nothing."""
    Person.objects.bulk_create(
        (
            Person(id=one.id, called=one.called, full_name=one.full_name, made_by_id=by.person_id)
            for one in people
        ),
        batch_size=BATCH,
    )


def bring_in_addresses(*, by: Viewer, addresses: Iterable[tuple[UUID, str]]) -> None:
    """Keep where people live, each under a key of its own: person, then words."""
    Address.objects.bulk_create(
        (
            Address(person_id=person_id, words=words, written_by_id=by.person_id)
            for person_id, words in addresses
        ),
        batch_size=BATCH,
    )
