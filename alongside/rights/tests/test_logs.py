"""Complaints and incidents: heard by whom one chose, answered, on plain clocks."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from alongside.access.models import TrailLine
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import end_work, give_work, make_account
from alongside.accounts.models import Account
from alongside.config import inside
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.moments.models import WrongPerson
from alongside.rights.actions.logs import (
    answer_entry,
    complain,
    hear_complaints,
    name_hearers,
    note_incident,
    stop_hearing,
)
from alongside.rights.clocks import a_month_after, to_give_out
from alongside.rights.models import Hearer, LogAnswer, LogEntry
from alongside.rights.running_out import how_many_ran_out, running_out_for
from alongside.rights.showing import hearers_here, named, shown
from alongside.world.small import World
from conftest import TUESDAY, Pair, SignIn

WORDS = "Nobody told me I was being moved."


@pytest.fixture
def bev_hears(pair: Pair) -> Hearer:
    give_work(account=make_account(person_id=pair.bev.person_id, handle="bev"), by_id=None)
    return hear_complaints(by=pair.bev, does="who runs the team")


def one_of(viewer: Viewer, entry: LogEntry):  # type: ignore[no-untyped-def]  # noqa: ANN201
    from alongside.access.trail import looking

    with looking(viewer) as look:
        return shown(viewer, look, [LogEntry.objects.get_visible(viewer, id=entry.id)])[0]


def test_dawn_complains_to_bev_and_sam_knows_nothing_of_it(pair: Pair, bev_hears: Hearer) -> None:
    id = new_id()
    for _ in range(2):
        entry = complain(by=pair.dawn, words=WORDS, hearers=[bev_hears.id], id=id)
    assert one_of(pair.bev, entry).entry.words == WORDS
    assert not LogEntry.objects.visible_to(pair.sam).exists()
    assert not LogEntry.objects.visible_to(Viewer(pair.dawn.person_id, Life.WORKING)).exists()
    assert not LogEntry.objects.visible_to(Viewer(pair.bev.person_id, Life.OWN)).exists()


def test_dawn_sees_the_answer_and_that_bev_looked(pair: Pair, bev_hears: Hearer) -> None:
    entry = complain(by=pair.dawn, words=WORDS, hearers=[bev_hears.id], id=new_id())
    one_of(pair.bev, entry)
    answer_entry(by=pair.bev, entry_id=entry.id, words="I have it. I will ring on Friday.")
    seen = one_of(pair.dawn, entry)
    assert [(said.who, said.answer.words) for said in seen.answers] == [
        ("Bev, who runs the team", "I have it. I will ring on Friday.")
    ]
    assert TrailLine.objects.filter(
        viewer_id=pair.bev.person_id, about_id=pair.dawn.person_id
    ).exists()


def test_thirty_days_to_say_somebody_has_it(pair: Pair, bev_hears: Hearer) -> None:
    entry = complain(by=pair.dawn, words=WORDS, hearers=[bev_hears.id], id=new_id())
    answer_entry(by=pair.dawn, entry_id=entry.id, words="And my cat.")
    assert one_of(pair.dawn, entry).clock.says == "The law gives until Thursday 17 December."
    with at(TUESDAY + timedelta(days=31)):
        assert "say why it took longer" in one_of(pair.dawn, entry).clock.says
    with at(TUESDAY + timedelta(days=3)):
        answer_entry(by=pair.bev, entry_id=entry.id, words="I have it.")
        assert one_of(pair.dawn, entry).clock.says.startswith("Done on Friday 20 November.")


def test_a_breach_has_72_hours_from_when_it_was_known(pair: Pair, bev_hears: Hearer) -> None:
    entry = note_incident(
        by=pair.sam,
        words="A letter went to the old flat.",
        hearers=[bev_hears.id],
        id=new_id(),
        breach=True,
        known_at=TUESDAY - timedelta(hours=2),
    )
    assert one_of(pair.sam, entry).clock.says == (
        "The law gives until Friday 20 November at 6:30 am."
    )
    answer_entry(by=pair.bev, entry_id=entry.id, words="Rang them.", told="the data office")
    assert one_of(pair.sam, entry).clock.says.startswith("Done on")


def test_an_incident_is_linked_to_the_moment_on_the_wrong_person(pair: Pair) -> None:
    wrong = WrongPerson.objects.create(
        moment_id=new_id(),
        relationship_id=pair.relationship_id,
        by_id=pair.sam.person_id,
        opened_at=TUESDAY,
    )
    entry = note_incident(
        by=pair.sam, words="Mixed up two people.", hearers=[], id=new_id(), wrong_person_id=wrong.id
    )
    assert entry.wrong_person_id == wrong.id
    with pytest.raises(Http404):
        note_incident(
            by=pair.bev, words="Not mine.", hearers=[], id=new_id(), wrong_person_id=wrong.id
        )


def test_only_the_writer_passes_it_on_and_only_to_who_hears(pair: Pair, bev_hears: Hearer) -> None:
    entry = complain(by=pair.dawn, words=WORDS, hearers=[], id=new_id())
    assert not LogEntry.objects.visible_to(pair.bev).exists()
    with pytest.raises(Http404):
        name_hearers(by=pair.bev, entry_id=entry.id, hearers=[bev_hears.id])
    stop_hearing(by=pair.bev)
    name_hearers(by=pair.dawn, entry_id=entry.id, hearers=[bev_hears.id])
    assert not LogEntry.objects.visible_to(pair.bev).exists()
    hear_complaints(by=pair.bev, does="")
    again = Hearer.objects.get(person_id=pair.bev.person_id, ended_at=None)
    name_hearers(by=pair.dawn, entry_id=entry.id, hearers=[again.id])
    assert LogEntry.objects.visible_to(pair.bev).exists()


def test_nobody_hears_in_their_own_life_nor_writes_incidents_there(pair: Pair) -> None:
    with pytest.raises(Http404):
        hear_complaints(by=pair.dawn, does="")
    with pytest.raises(Http404):
        note_incident(by=pair.dawn, words="x", hearers=[], id=new_id())


def test_bev_left_and_nobody_chooses_her_even_when_she_comes_back_one_day(
    pair: Pair, bev_hears: Hearer
) -> None:
    entry = complain(by=pair.dawn, words=WORDS, hearers=[bev_hears.id], id=new_id())
    account = Account.objects.get(person_id=pair.bev.person_id)
    end_work(account=account)
    assert hearers_here() == []
    assert one_of(pair.dawn, entry).hearers == ["Bev, who runs the team (hears no complaints now)"]
    other = complain(by=pair.dawn, words=WORDS, hearers=[bev_hears.id], id=new_id())
    assert one_of(pair.dawn, other).hearers == []
    with at(TUESDAY + timedelta(days=1)):
        give_work(account=account, by_id=None)
        assert hearers_here() == []
        hear_complaints(by=pair.bev, does="who came back")
        assert [named(hearer) for hearer in hearers_here()] == ["Bev, who came back"]


def test_nobody_hears_complaints_under_another_name(pair: Pair, bev_hears: Hearer) -> None:
    hear_complaints(by=pair.bev, does="Ruth, who runs this place")
    assert [named(hearer) for hearer in hearers_here()] == ["Bev, Ruth, who runs this place"]


def test_the_pages_of_a_complaint(world: World, sign_in: SignIn) -> None:
    bev = hear_complaints(by=world.viewer("Bev"), does="who runs the team")
    browser, id = sign_in("Dawn"), new_id()
    assert "Bev, who runs the team" in browser.get("/messages/new/", secure=True).content.decode()
    sent = browser.post(
        "/messages/new/", {"id": id, "words": WORDS, "hearers": [bev.id]}, secure=True
    )
    assert sent["Location"] == f"/log/{id}/"
    desk = sign_in("Bev")
    assert WORDS in desk.get("/messages/", secure=True).content.decode()
    answer = {"id": new_id(), "words": "I have it.", "told": ""}
    for _ in range(2):
        desk.post(f"/log/{id}/answering/", answer, secure=True)
    assert LogAnswer.objects.count() == 1
    assert "I have it." in browser.get(f"/log/{id}/", secure=True).content.decode()
    assert sign_in("Sam").get(f"/log/{id}/", secure=True).status_code == 404


def test_bev_is_told_in_time_that_a_complaint_waits_and_nobody_else_is(
    pair: Pair, bev_hears: Hearer
) -> None:
    entry = complain(by=pair.dawn, words=WORDS, hearers=[bev_hears.id], id=new_id())
    for days, told, late in ((20, 0, 0), (24, 1, 0), (31, 1, 1)):
        with at(TUESDAY + timedelta(days=days)):
            assert len(running_out_for(pair.bev)) == told
            assert how_many_ran_out() == late
            assert not running_out_for(pair.sam)
            assert not running_out_for(pair.dawn)
    with at(TUESDAY + timedelta(days=31)):
        answer_entry(by=pair.bev, entry_id=entry.id, words="I am sorry that it took so long.")
        assert not running_out_for(pair.bev)
        assert not how_many_ran_out()


def test_seventy_two_hours_run_until_somebody_was_told(pair: Pair, bev_hears: Hearer) -> None:
    note_incident(
        by=pair.sam, words="A letter went astray.", hearers=[bev_hears.id], id=new_id(),
        breach=True, known_at=TUESDAY,
    )  # fmt: skip
    for hours, told, late in ((40, 0, 0), (50, 1, 0), (73, 1, 1)):
        with at(TUESDAY + timedelta(hours=hours)):
            assert len(running_out_for(pair.bev)) == told
            assert how_many_ran_out() == late


def test_today_says_in_a_line_that_a_complaint_waits_and_none_of_its_words(
    world: World, sign_in: SignIn
) -> None:
    bev = hear_complaints(by=world.viewer("Bev"), does="")
    complain(by=world.viewer("Dawn"), words=WORDS, hearers=[bev.id], id=new_id())
    with at(TUESDAY + timedelta(days=31)):
        page = sign_in("Bev").get("/today/", secure=True).content.decode()
        assert "A complaint waits for an answer." in page
        assert WORDS not in page
        assert (
            "A complaint waits" not in sign_in("Sam").get("/today/", secure=True).content.decode()
        )
        ((name, says, unsafe),) = inside.not_answered_in_time()
    assert (name, unsafe) == ("not-answered", True)
    assert "72 hours: 1." in says


def test_a_month_is_a_month_and_is_said_plainly() -> None:
    for day, then in (
        (date(2026, 11, 17), date(2026, 12, 17)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ):
        assert a_month_after(day) == then
    says = to_give_out(TUESDAY.date(), None).says
    assert says == "The law gives until Thursday 17 December."
