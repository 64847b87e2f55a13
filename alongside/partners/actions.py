"""What people can do with partners: write one down, and who works there."""

from uuid import UUID

from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.transactions import writing
from alongside.partners.models import Partner, PartnerPerson
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.teams.queries import my_team_ids


def write_down_partner(*, by: Viewer, called: str, id: UUID | None = None) -> Partner:
    """Write an organisation down. Twice with one id is once. Raises Http404 outside our teams."""
    with writing():
        if not my_team_ids(by).exists():
            raise Http404
        if id and Partner.objects.filter(id=id).exists():
            return Partner.objects.get_visible(by, id=id)
        return Partner.objects.create(id=id or new_id(), called=called, made_by_id=by.person_id)


def write_down_who_works_there(
    *, by: Viewer, partner_id: UUID, person_id: UUID, does: str = ""
) -> PartnerPerson:
    """Somebody the viewer can see works there. Twice is once.

    Raises Http404 for a partner or a person out of sight, and outside our teams.
    """
    with writing():
        partner = _ours(by, partner_id)
        person = Person.objects.get_visible(by, id=person_id)
        there = PartnerPerson.objects.filter(partner=partner, person=person, left_at=None).first()
        return there or PartnerPerson.objects.create(
            partner=partner, person=person, does=does, added_by_id=by.person_id
        )


def write_down_somebody_new(*, by: Viewer, partner_id: UUID, called: str) -> PartnerPerson:
    """Somebody nobody here knew works there. Raises Http404 as above."""
    with writing():
        partner = _ours(by, partner_id)
        person = add_person(by=by, called=called)
        return PartnerPerson.objects.create(
            partner=partner, person=person, added_by_id=by.person_id
        )


def _ours(by: Viewer, partner_id: UUID) -> Partner:
    if not my_team_ids(by).exists():
        raise Http404
    return Partner.objects.get_visible(by, id=partner_id)
