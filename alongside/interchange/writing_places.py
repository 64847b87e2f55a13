"""Writing organisations as partners, who works there, and the team the workers belong to."""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from alongside.interchange.desk import Desk
from alongside.interchange.planning.keys import key_of, same_name
from alongside.interchange.planning.plan import PlannedPerson
from alongside.interchange.planning.ties import ORGANISATION
from alongside.kit.ids import new_id
from alongside.partners.beginning import begin_team
from alongside.partners.bringing import NewPlace, bring_in_partners, bring_in_places
from alongside.partners.queries import partners
from alongside.teams.actions import bring_into_team
from alongside.teams.queries import my_teams

WORKS_FOR = "Works for"


def write_places(desk: Desk) -> None:
    """Partners, and who works there."""
    _write_partners(desk)
    _write_who_works_there(desk)


def gather_team(desk: Desk) -> None:
    """The workers who came in, in a team: only whoever is in one sees partners."""
    workers = list(_new_workers(desk))
    if not workers and not desk.partners:
        return
    team_id = _team(desk)
    if team_id is None:
        says = _(
            "You are in no team here yet. The workers come into none, and partners show later."
        )
        desk.problem("", 0, says)
        return
    for worker in workers:
        # Whether it counts before they have said yes is for `teams` to say.
        bring_into_team(by=desk.by, team_id=team_id, person_id=worker)


def _new_workers(desk: Desk) -> Iterator[UUID]:
    """Workers who came in now, where the one who brings them in has met them."""
    for one in desk.plan.people:
        person = desk.who.ids[one.ref]
        new = one.kind == "worker" and person in desk.who.new
        if new and desk.pairs.find(desk.by.person_id, person) is not None:
            yield person


def _team(desk: Desk) -> UUID | None:
    """The team that was named, by its id or what it is called; begun now if there is none."""
    mine, team = my_teams(desk.by), desk.team
    for one in mine:
        if team in {one.id.hex, str(one.id)} or same_name(one.called) == same_name(team):
            return one.id
    if mine and not team:
        return mine[0].id
    try:
        return begin_team(by=desk.by, called=team or _("Our team")).id
    except Http404:
        # Not everybody may begin one: that is for `teams` to say.
        return None


def _write_partners(desk: Desk) -> None:
    """Each organisation once; one that our teams wrote down before stays the one it is."""
    seen = partners(desk.by)
    here = {same_name(one.called): one.id for one in seen}
    ours = {one.id for one in seen}
    there = desk.arrived(one.ref for one in desk.plan.organisations)
    new: dict[UUID, str] = {}
    rows: dict[str, UUID] = {}
    for one in desk.plan.organisations:
        before = there.get(one.ref)
        partner = before if before in ours else here.get(same_name(one.name))
        if partner is None:
            partner = new_id()
            new[partner] = one.name
        desk.partners[one.ref] = partner
        if before is None:
            rows[one.ref] = partner
    bring_in_partners(by=desk.by, partners=new.items())
    desk.note_arrived(rows)
    desk.written.organisations = len(new)


def _write_who_works_there(desk: Desk) -> None:
    """A place for each partner's person: for nobody else, and for nobody who may be hiding.

    A place shows somebody by name to everybody of our teams. Anybody else's work is told in their
    own old words.
    """
    people = {one.ref: one for one in desk.plan.people if one.kind == "partner"}
    told = {(one.ref, one.organisation) for one in people.values() if one.organisation}
    as_ties = {
        (one.a, one.b)
        for one in desk.plan.relationships
        if one.nature == ORGANISATION and one.words == WORKS_FOR and one.a in people
    }
    keys = {key_of("place", *pair): pair for pair in sorted(told | as_ties)}
    there = desk.arrived(keys)
    new = {
        key: _place(desk, people[pair[0]], pair[1])
        for key, pair in keys.items()
        if key not in there and _may_have_a_place(desk, people[pair[0]])
    }
    bring_in_places(by=desk.by, places=new.values())
    desk.note_arrived({key: place.partner_id for key, place in new.items()})
    desk.placed |= {keys[key] for key in (*there, *new)}
    desk.written.relationships += sum(1 for key in new if keys[key] in as_ties)


def _may_have_a_place(desk: Desk, one: PlannedPerson) -> bool:
    person = desk.who.ids[one.ref]
    in_fear = any(person in pair for pair in desk.pairs.apart)
    return not in_fear and desk.may_write_of(person)


def _place(desk: Desk, one: PlannedPerson, organisation: str) -> NewPlace:
    return NewPlace(
        partner_id=desk.partners[organisation],
        person_id=desk.who.ids[one.ref],
        does=desk.job_of(one, one.does),
    )
