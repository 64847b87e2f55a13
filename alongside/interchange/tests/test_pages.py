"""The three steps on the pages: choose, look and agree, done."""

import os
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account
from alongside.accounts.models import Account
from alongside.config.prepare import clear_old_uploads
from alongside.interchange import at_work, views
from alongside.interchange.incoming import KEPT_SECONDS
from alongside.interchange.models import BringIn
from alongside.kit.time import at, now
from alongside.moments.actions import add_telling, let_through
from alongside.moments.models import Moment
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.relationships.models import Side
from alongside.relationships.queries import my_relationships
from alongside.teams.models import Team
from alongside.vault.parts import PART, SEALED_PART

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PEOPLE = (
    "Name,Address,Group,Supported by,Risk score\n"
    'Dawn Fell,"3 Low Row, ZZ1 1ZZ",Client,Sam Tealby,14\nSam Tealby,,Team,,\n'
)
NOTES = "Date,Client,Author,Type,Note\n2026-03-04 10:00,Dawn Fell,Sam Tealby,Call,Rang at ten\n"
WIDE = {"HTTP_HOST": "localhost"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(at_work, "begin", lambda work: work())
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    (tmp_path / "incoming").mkdir()
    return tmp_path / "incoming"


def somebody(name: str, life: Life = Life.WORKING) -> tuple[Client, Account]:
    account = make_account(person_id=add_person(by=None, called=name).id, handle=name)
    if life == Life.WORKING:
        give_work(account=account, by_id=None)
    client = Client()
    client.force_login(account)
    session = client.session
    session["life"] = life.value
    session.save()
    return client, account


def sent(client: Client, **files: str) -> Any:
    given = [SimpleUploadedFile(f"{n}.csv", text.encode()) for n, text in files.items()]
    return client.post(reverse("interchange:bring-in"), {"sheets": given})


def test_files_are_looked_at_agreed_to_and_thrown_away(home: Path) -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE, notes=NOTES)["Location"]
    assert [folder.name for folder in home.iterdir()]
    files = list(next(home.iterdir()).iterdir())
    assert {file.name for file in files} == {"file-1", "file-2", "about"}
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
    assert not any(b"Dawn" in file.read_bytes() for file in files)
    page = client.get(address).content.decode()
    assert "people.csv" in page
    assert "Risk score" in page
    assert "Rang at ten" in page
    assert "ZZ1 1ZZ" not in page
    assert not Moment.objects.exists()
    refused = client.post(address, {"do": "bring"}).content.decode()
    assert "Nothing was written" in refused
    assert not Moment.objects.exists()
    client.post(address, {"do": "bring", "agreed": "1"})
    assert Moment.objects.count() == 1
    assert not list(home.iterdir())
    done = client.get(address).content.decode()
    assert "1 moment" in done
    again = client.post(address, {"do": "bring", "agreed": "1"})
    assert again.status_code == 200
    assert BringIn.objects.count() == 1


def test_a_changed_column_is_looked_at_before_it_is_brought_in() -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE)["Location"]
    answer = client.post(address, {"do": "bring", "agreed": "1", "c-0-1": "leave out"})
    assert answer["Location"].endswith("?again=1")
    assert Person.objects.count() == 1
    assert "You asked to leave this out" in client.get(address).content.decode()


def test_whoever_did_not_bring_the_files_finds_nothing() -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE)["Location"]
    other, _other = somebody("Col")
    assert other.get(address).status_code == 404
    assert other.post(address, {"do": "stop"}).status_code == 404
    own, _own = somebody("Dawn", Life.OWN)
    assert own.get(reverse("interchange:bring-in")).status_code == 404
    assert own.get(address).status_code == 404
    client.post(address, {"do": "bring", "agreed": "1"})
    assert other.get(address).status_code == 404


def test_stopping_throws_the_files_away(home: Path) -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE)["Location"]
    client.post(address, {"do": "stop"})
    assert not list(home.iterdir())
    assert client.get(address).status_code == 404


def test_a_long_workbook_is_read_from_where_it_lies_sealed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_work, "LONG", 1 << 30)
    client, _account = somebody("Greta")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Group", "Likes"])
    for number in range(3_000):
        sheet.append([f"Dawn {name_of(number)} Fell", "Client", token_urlsafe(200)])
    kept = BytesIO()
    book.save(kept)
    assert len(kept.getvalue()) > 2 * PART
    sheets = [SimpleUploadedFile("people.xlsx", kept.getvalue())]
    address = client.post(reverse("interchange:bring-in"), {"sheets": sheets})["Location"]
    assert "3000 people" in client.get(address).content.decode()
    sealed = next(home.iterdir()) / "file-1"
    sealed.write_bytes(sealed.read_bytes()[:-SEALED_PART])
    assert "damaged" in client.get(address).content.decode()


def test_a_file_is_sealed_while_it_is_still_being_sent(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def look(_viewer: object, files: list[UploadedFile]) -> None:
        assert not list(home.iterdir())
        with files[0].open("rb") as sent_file:
            seen.append(sent_file.read())
        raise OSError

    monkeypatch.setattr(views, "take_in", look)
    client, _account = somebody("Greta")
    assert sent(client, notes=NOTES * 40_000).status_code == 503
    assert seen == [(NOTES * 40_000).encode()]


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What was begun beside the pages, and is not done before somebody calls it."""
    begun: list[Callable[[], None]] = []
    monkeypatch.setattr(at_work, "begin", begun.append)
    monkeypatch.setattr(at_work, "LONG", 10)
    return begun


def test_a_long_file_is_read_and_brought_in_beside_the_pages(
    works: list[Callable[[], None]],
) -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE, notes=NOTES)["Location"]
    waiting = client.get(address)
    assert "Your files are being read" in waiting.content.decode()
    assert waiting["Refresh"].startswith("3")
    client.get(address)
    assert len(works) == 1
    works.pop()()
    assert "Look before it comes in" in client.get(address).content.decode()
    client.post(address, {"do": "bring", "agreed": "1"})
    client.post(address, {"do": "bring", "agreed": "1"})
    assert "It is coming in" in client.get(address).content.decode()
    assert len(works) == 1
    assert not Moment.objects.exists()
    works.pop()()
    assert "It is in" in client.get(address).content.decode()
    assert Moment.objects.count() == 1


def test_a_long_file_that_breaks_off_says_so_and_can_be_tried_again(
    works: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE)["Location"]
    client.get(address)
    works.pop()()

    def full(*_args: object, **_more: object) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as now_full:
        now_full.setattr(at_work, "bring_in", full)
        client.post(address, {"do": "bring", "agreed": "1"})
        works.pop()()
        assert "It broke off, and nothing was written" in client.get(address).content.decode()
    assert not BringIn.objects.exists()
    client.post(address, {"do": "bring", "agreed": "1"})
    works.pop()()
    assert "It is in" in client.get(address).content.decode()
    assert not list(home.iterdir())


def test_what_was_said_about_a_long_file_is_kept_though_the_look_is_lost(
    works: list[Callable[[], None]],
) -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE)["Location"]
    answer = client.post(address, {"do": "look", "c-0-1": "leave out"})
    assert answer["Location"] == address
    client.get(address)
    works.pop()()
    assert "You asked to leave this out" in client.get(address).content.decode()


def test_a_file_that_was_cut_short_on_the_disk_says_so(home: Path) -> None:
    client, _account = somebody("Greta")
    address = sent(client, notes=NOTES * 6_000)["Location"]
    sealed = next(home.iterdir()) / "file-1"
    sealed.write_bytes(sealed.read_bytes()[:SEALED_PART])
    assert "could not be opened" in client.get(address).content.decode()


def name_of(number: int) -> str:
    """A made-up middle name: letters only."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).title()


def test_what_is_no_spreadsheet_is_said_in_words() -> None:
    client, _account = somebody("Greta")
    picture = SimpleUploadedFile("cat.png", b"\x89PNG")
    page = client.post(reverse("interchange:bring-in"), {"sheets": [picture]}).content.decode()
    assert "cat.png is not a spreadsheet" in page
    nothing = client.post(reverse("interchange:bring-in"), {}).content.decode()
    assert "Choose a file" in nothing


def test_a_locked_database_says_so_and_keeps_the_files(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE)["Location"]

    def locked(*_args: object, **_more: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(at_work, "bring_in", locked)
    answer = client.post(address, {"do": "bring", "agreed": "1"})
    assert answer.status_code == 503
    assert list(home.iterdir())
    assert not BringIn.objects.exists()


def test_a_made_up_answer_changes_nothing() -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE)["Location"]
    answer = client.post(address, {"do": "look", "q-0": "same", "me": "somebody", "k-0": "x"})
    assert answer["Location"] == address


def test_old_files_go_when_anybody_signs_in(home: Path) -> None:
    client, _account = somebody("Greta")
    sent(client, people=PEOPLE)
    (left,) = home.iterdir()
    for file in left.iterdir():
        os.utime(file, (0, 0))
    somebody("Ola")
    assert not list(home.iterdir())


def test_an_old_note_never_carries_the_name_of_the_side_it_lies_under() -> None:
    client, account = somebody("Greta")
    nobody = NOTES.replace("Sam Tealby", "")
    people = "Name,Group\nDawn Fell,Client\n"
    address = sent(client, people=people, notes=nobody)["Location"]
    client.post(address, {"do": "bring", "agreed": "1"})
    moment = Moment.objects.get()
    page = reverse("pages:moment", args=[moment.id])
    told = client.get(page).content.decode()
    assert "No name was given" in told
    assert "Not yet read through" in told
    greta = Viewer(account.person_id, Life.WORKING)
    dawn = Side.objects.exclude(person_id=greta.person_id).get(relationship=moment.relationship_id)
    let_through(by=greta, moment_id=moment.id)
    add_telling(by=Viewer(dawn.person_id, Life.OWN), moment_id=moment.id, words="Not at ten")
    with at(now() + timedelta(minutes=6)):
        told = client.get(page).content.decode()
    assert told.count("No name was given") == 1
    assert '<p class="who">Dawn Fell' in told


def test_a_day_without_a_time_is_not_given_one() -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE, notes=NOTES.replace(" 10:00", ""))["Location"]
    page = client.get(address).content.decode()
    assert "4 March" in page
    assert "12:00" not in page


def test_what_a_row_says_of_dawn_is_headed_as_the_old_file_and_warns_whom_it_names() -> None:
    client, account = somebody("Greta")
    people = "Name,Group,Birthday\nDawn Fell,Client,1984-03-02\nCol Dray,Client,\n"
    ties = "From,Type,To\nDawn Fell,Friend,Col Dray\n"
    address = sent(client, people=people, ties=ties)["Location"]
    client.post(address, {"do": "bring", "agreed": "1"})
    greta = Viewer(account.person_id, Life.WORKING)
    for between in my_relationships(greta):
        page = client.get(reverse("pages:to-read-through", args=[between.id])).content.decode()
        friend = "Col Dray" if between.other.called == "Dawn Fell" else "Dawn Fell"
        assert f"This names {friend}. If you let it through" in page
        assert page.count("This names") == 1
        assert "From the old file" in page
        assert "No name was given" not in page
        assert "Message" not in page


def test_a_picture_that_is_called_a_spreadsheet_is_said_beside_the_file(home: Path) -> None:
    client, _account = somebody("Greta")
    picture = SimpleUploadedFile("people.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00")
    page = client.post(reverse("interchange:bring-in"), {"sheets": [picture]}).content.decode()
    assert "people.xlsx: This is not a spreadsheet." in page
    assert 'aria-invalid="true"' in page
    assert not list(home.iterdir())


def test_a_second_look_counts_only_what_is_new_and_says_what_is_here() -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE, notes=NOTES)["Location"]
    client.post(address, {"do": "bring", "agreed": "1"})
    more = NOTES + "2026-03-05 10:00,Dawn Fell,Sam Tealby,Call,Rang again\n"
    page = client.get(sent(client, people=PEOPLE, notes=more)["Location"]).content.decode()
    assert "Already here: 2 people, 1 relationship, 1 moment, 0 promises." in page
    assert "<li>0 people</li>" in page
    assert "<li>1 moment, not yet read through</li>" in page


def test_what_is_said_of_many_rows_is_said_once_and_the_files_come_before_the_questions() -> None:
    client, _account = somebody("Greta")
    people = "Name,Birthday\nGrace Hall,1970-01-02\nGrace Hall,1991-03-04\n"
    rows = "".join(f"2026-03-{day:02d},Grace Hall,,Call,Rang {day}\n" for day in range(1, 21))
    address = sent(client, people=people, notes=f"Date,Client,Author,Type,Note\n{rows}")["Location"]
    page = client.get(address).content.decode()
    assert page.count("There is more than one Grace Hall. This row waits") == 1
    assert "20 places" in page
    assert page.index("Your files") < page.index("Questions for you")


def test_workers_come_into_the_team_that_was_named() -> None:
    client, _account = somebody("Greta")
    address = sent(client, people=PEOPLE)["Location"]
    assert "What is your team called?" in client.get(address).content.decode()
    client.post(address, {"do": "bring", "agreed": "1", "team": "Saltmere Outreach"})
    assert Team.objects.get().called == "Saltmere Outreach"
    page = client.get(sent(client, people=PEOPLE)["Location"]).content.decode()
    assert "They come into this team" in page


def test_waiting_files_are_sealed_and_go_after_a_day_though_nobody_signs_in(home: Path) -> None:
    client, _account = somebody("Greta")
    sent(client, people=PEOPLE, notes=NOTES)
    (left,) = home.iterdir()
    for file in left.iterdir():
        assert b"Dawn" not in file.read_bytes()
        assert b"people.csv" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0
        os.utime(file, (now().timestamp() - KEPT_SECONDS + 60,) * 2)
    clear_old_uploads()
    assert list(home.iterdir()) == [left]
    for file in left.iterdir():
        os.utime(file, (now().timestamp() - KEPT_SECONDS - 60,) * 2)
    clear_old_uploads()
    assert not list(home.iterdir())
