"""The three steps on the pages: choose, look and agree, done."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from alongside.access.viewer import Life
from alongside.accounts.actions import give_work, make_account
from alongside.accounts.models import Account
from alongside.interchange import views
from alongside.interchange.models import BringIn
from alongside.moments.models import Moment
from alongside.people.actions import add_person
from alongside.people.models import Person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PEOPLE = (
    "Name,Address,Group,Supported by,Risk score\n"
    'Dawn Fell,"3 Low Row, ZZ1 1ZZ",Client,Sam Tealby,14\nSam Tealby,,Team,,\n'
)
NOTES = "Date,Client,Author,Type,Note\n2026-03-04 10:00,Dawn Fell,Sam Tealby,Call,Rang at ten\n"
WIDE = {"HTTP_HOST": "localhost"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
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
    assert {file.name for file in files} == {"file-1.csv", "file-2.csv", "about"}
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
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

    monkeypatch.setattr(views, "write", locked)
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
