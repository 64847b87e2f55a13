from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.vault.fields import open_rows

if TYPE_CHECKING:
    from alongside.partners.models import Partner, PartnerPerson


def my_partner_ids(viewer: Viewer) -> QuerySet["PartnerPerson", UUID]:
    """For rules: the organisations the viewer works in now, when they are at work."""
    from alongside.partners.models import PartnerPerson

    if viewer.is_working:
        mine = PartnerPerson.objects.filter(person_id=viewer.person_id, left_at=None)
        return mine.values_list("partner_id", flat=True)
    return PartnerPerson.objects.none().values_list("partner_id", flat=True)


def partners(viewer: Viewer) -> list["Partner"]:
    from alongside.partners.models import Partner

    return list(Partner.objects.visible_to(viewer).order_by("called", "id"))


def people_in(viewer: Viewer, partner_id: UUID | None = None) -> list["PartnerPerson"]:
    """Whoever works there now, names opened; in every partner if none is given."""
    from alongside.partners.models import PartnerPerson

    found = PartnerPerson.objects.visible_to(viewer).filter(left_at=None)
    if partner_id is not None:
        found = found.filter(partner_id=partner_id)
    people = list(found.select_related("person", "partner").order_by("partner__called", "since"))
    open_rows([one.person for one in people])
    return people
