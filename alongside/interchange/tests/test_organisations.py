"""Organisations come in as partners, and workers into a team; neither is made into a person."""

import pytest
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.interchange import writing_places
from alongside.interchange.tests.conftest import Desk
from alongside.interchange.tests.test_writing import (
    NOTES,
    TASKS,
    bringer,
    brought,
    planned,
    side_of,
    words_seen,
)
from alongside.moments.models import Moment
from alongside.partners.models import Partner, PartnerPerson
from alongside.partners.queries import partners, people_in
from alongside.people.models import Person
from alongside.promises.models import Promise
from alongside.relationships.queries import my_relationships
from alongside.teams.actions import begin_team
from alongside.teams.models import Member, Team
from alongside.vault.fields import open_rows

__all__ = ["bringer"]

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PHARMACY = "Weir Street Pharmacy"


def weir_street(desk: Desk) -> None:
    """Farah works in the pharmacy, Dawn rents from Lantern Row, and Sam walks with her."""
    desk.sheet(
        "organisations.csv",
        ("Name", "Phone", "Category"),
        (PHARMACY, "01632 960281", "Organisation"),
        ("Lantern Row Housing", "01632 960081", "Organisation"),
    )
    desk.sheet(
        "people.csv",
        ("Name", "Group", "Position", "Supported by"),
        ("Dawn Fell", "Client", "", "Sam Tealby"),
        ("Sam Tealby", "Team", "Outreach worker", ""),
        ("Farah Denby", "Partner", f"Pharmacist, {PHARMACY}", ""),
    )
    desk.sheet(
        "relations.csv",
        ("From", "Type", "To"),
        ("Farah Denby", "Works for", PHARMACY),
        ("Dawn Fell", "Rents from", "Lantern Row Housing"),
    )


def names_of(viewer: Viewer) -> set[str]:
    return {each.other.called for each in my_relationships(viewer)}


def test_the_pharmacy_is_a_partner_and_farah_works_there(desk: Desk, bringer: Viewer) -> None:
    weir_street(desk)
    written = brought(desk.paths, bringer)
    assert (written.people, written.organisations, written.relationships) == (3, 2, 3)
    assert [one.called for one in partners(bringer)] == ["Lantern Row Housing", PHARMACY]
    assert [(one.person.called, one.partner.called, one.does) for one in people_in(bringer)] == [
        ("Farah Denby", PHARMACY, "Pharmacist")
    ]
    everybody = list(Person.objects.all())
    open_rows(everybody)
    assert {one.called for one in everybody} == {"Greta", "Dawn Fell", "Sam Tealby", "Farah Denby"}
    assert names_of(bringer) == {"Sam Tealby", "Farah Denby"}
    assert "Position: Pharmacist, Weir Street Pharmacy" not in words_seen(bringer)
    left = planned(desk.paths, bringer).left_out
    assert [(one.column, one.count) for one in left if "reach an organisation" in one.why] == [
        ("Phone", 2)
    ]


def test_where_dawn_rents_is_told_in_her_old_words_alone(desk: Desk, bringer: Viewer) -> None:
    weir_street(desk)
    brought(desk.paths, bringer)
    sam = side_of("Sam Tealby", Life.WORKING)
    assert "Dawn Fell: Rents from: Lantern Row Housing" in words_seen(sam)
    assert "Dawn Fell: Rents from: Lantern Row Housing" not in words_seen(bringer)
    assert not Moment.objects.visible_to(side_of("Dawn Fell", Life.OWN)).exists()


def test_a_second_run_writes_no_second_partner_and_no_second_team(
    desk: Desk, bringer: Viewer
) -> None:
    weir_street(desk)
    brought(desk.paths, bringer)
    tables = (Team, Member, Partner, PartnerPerson, Person, Moment)
    before = [table.objects.count() for table in tables]
    again = brought(desk.paths, bringer)
    assert (again.people, again.organisations, again.relationships, again.undated) == (0, 0, 0, 0)
    assert [table.objects.count() for table in tables] == before


def test_a_partner_our_team_wrote_down_stays_the_one_it_is(desk: Desk, bringer: Viewer) -> None:
    weir_street(desk)
    begin_team(by=bringer, called="Outreach")
    kept = Partner.objects.create(called=PHARMACY.upper(), made_by_id=bringer.person_id)
    assert brought(desk.paths, bringer).organisations == 1
    assert PartnerPerson.objects.get().partner == kept


def test_workers_of_the_file_come_into_the_team_of_whoever_brings_them(
    desk: Desk, bringer: Viewer
) -> None:
    weir_street(desk)
    team = begin_team(by=bringer, called="Outreach")
    brought(desk.paths, bringer)
    sam = side_of("Sam Tealby", Life.WORKING)
    assert [(one.team, one.added_by_id) for one in Member.objects.filter(person=sam.person_id)] == [
        (team, bringer.person_id)
    ]
    assert Member.objects.count() == 2


def test_a_bringer_without_a_team_begins_one(desk: Desk, bringer: Viewer) -> None:
    weir_street(desk)
    brought(desk.paths, bringer)
    assert Team.objects.get().called == "Our team"
    assert set(Member.objects.values_list("person_id", flat=True)) == {
        bringer.person_id,
        side_of("Sam Tealby", Life.WORKING).person_id,
    }


def test_a_supported_person_with_a_job_is_shown_to_no_team(desk: Desk, bringer: Viewer) -> None:
    desk.sheet(
        "people.csv",
        ("Name", "Group", "Organisation", "Supported by"),
        ("Dawn Fell", "Client", PHARMACY, "Sam Tealby"),
        ("Sam Tealby", "Team", "", ""),
    )
    brought(desk.paths, bringer)
    assert [one.called for one in partners(bringer)] == [PHARMACY]
    assert not PartnerPerson.objects.exists()
    assert f"Organisation: {PHARMACY}" in words_seen(side_of("Sam Tealby", Life.WORKING))


def test_a_partners_person_who_may_be_hiding_gets_no_place(desk: Desk, bringer: Viewer) -> None:
    weir_street(desk)
    desk.sheet(
        "safety.csv",
        ("From", "Type", "To"),
        ("Dawn Fell", "NOT TO BE TOLD whereabouts of", "Farah Denby"),
    )
    brought(desk.paths, bringer)
    assert not PartnerPerson.objects.exists()
    assert f"Farah Denby: Works for: {PHARMACY}" in words_seen(bringer)


def test_notes_about_an_organisation_alone_keep_their_words_and_wait(
    desk: Desk, bringer: Viewer
) -> None:
    weir_street(desk)
    desk.sheet(
        "notes.csv",
        NOTES,
        ("2026-03-04 10:00", PHARMACY, "Sam Tealby", "Call", "Asked about the blister packs"),
        ("2026-03-05 10:00", f"Dawn Fell / {PHARMACY}", "Sam Tealby", "Meeting", "Went together"),
    )
    desk.sheet("tasks.csv", TASKS, ("Ring back", "Sam Tealby", PHARMACY, "2026-03-10", "Planned"))
    plan = planned(desk.paths, bringer)
    assert [one.words for one in plan.waiting_moments] == ["Asked about the blister packs"]
    assert [one.words for one in plan.waiting_promises] == ["Ring back"]
    asked = {one.key: one for one in plan.questions if one.key.startswith("whose:")}
    assert len(asked) == 2
    dawn = next(one.ref for one in plan.people if one.full_name == "Dawn Fell")
    written = brought(desk.paths, bringer, answers=dict.fromkeys(asked, dawn))
    assert (written.moments, written.promises) == (2, 1)
    moments = list(Moment.objects.filter(brought_in__undated=False))
    open_rows(moments)
    assert {one.others for one in moments} == {PHARMACY}
    assert Promise.objects.get().to_id == side_of("Dawn Fell", Life.OWN).person_id


def test_an_organisation_who_must_not_find_somebody_is_never_lost(
    desk: Desk, bringer: Viewer
) -> None:
    weir_street(desk)
    desk.sheet(
        "safety.csv",
        ("From", "Type", "To"),
        (PHARMACY, "NOT TO BE TOLD whereabouts of", "Dawn Fell"),
    )
    brought(desk.paths, bringer)
    says = f"{PHARMACY} must not find out where Dawn Fell lives or is."
    assert says in words_seen(side_of("Sam Tealby", Life.WORKING))


def test_whoever_may_begin_no_team_still_brings_everything_in(
    desk: Desk, bringer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    weir_street(desk)

    def refused(**_asked: object) -> None:
        raise Http404

    monkeypatch.setattr(writing_places, "begin_team", refused)
    written = brought(desk.paths, bringer)
    assert (written.people, written.organisations) == (3, 2)
    assert any("You are in no team here yet" in one.says for one in written.problems)
    assert not Team.objects.exists()
