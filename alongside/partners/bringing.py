"""Writing down many partners at once, for `interchange`, which has asked first."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.kit.lots import write_lots
from alongside.partners.models import Partner, PartnerPerson

LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """Somebody works in a partner."""

    partner_id: UUID
    person_id: UUID
    does: str = ""


def bring_in_partners(*, by: Viewer, partners: Iterable[tuple[UUID, str]]) -> None:
    """Write organisations down: id, then name. The caller holds the transaction."""
    write_lots(
        Partner,
        (
            Partner(id=id, called=called[:LONGEST], made_by_id=by.person_id)
            for id, called in partners
        ),
    )


def bring_in_places(*, by: Viewer, places: Iterable[NewPlace]) -> None:
    """Write down who works where. Whoever is there already stays as they are."""
    wanted = {(one.partner_id, one.person_id): one for one in places}
    there = PartnerPerson.objects.filter(
        partner_id__in={partner for partner, _person in wanted}, left_at=None
    )
    taken = set(there.values_list("partner_id", "person_id"))
    write_lots(
        PartnerPerson,
        (
            PartnerPerson(
                partner_id=one.partner_id,
                person_id=one.person_id,
                does=one.does[:LONGEST],
                added_by_id=by.person_id,
            )
            for pair, one in wanted.items()
            if pair not in taken
        ),
    )
