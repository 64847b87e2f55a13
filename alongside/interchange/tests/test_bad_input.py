"""Files as people really have them: what the page says of each."""

import csv
import io
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from alongside.interchange.problems import Problem, as_sheet
from alongside.interchange.tests.test_pages import home, sent, somebody

__all__ = ["home"]

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PEOPLE = "Name,Group,Notes\nZoë Brönte,Client,said “café”\nSeán Ó Sé,Client,crème £5\n"


def looked_at(name: str, content: bytes, more: str = "") -> str:
    client: Client = somebody("Greta")[0]
    sheets = [SimpleUploadedFile(name, content)]
    if more:
        sheets.append(SimpleUploadedFile("notes.csv", more.encode()))
    answer = client.post(reverse("interchange:bring-in"), {"sheets": sheets})
    return unescape(client.get(answer["Location"]).content.decode())


@pytest.mark.parametrize(
    ("letters", "says"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "MacRoman"),
    ],
)
def test_letters_of_another_kind_are_read_and_the_page_says_which(letters: str, says: str) -> None:
    notes = "Date,Client,Author,Note\n2026-03-04,Zoë Brönte,Nadia,Rang\n"
    page = looked_at("people.csv", PEOPLE.encode(letters), notes)
    assert f"Letters read as {says}" in page
    assert "Zoë Brönte" in page
    assert "<li>3 people</li>" in page


def test_letters_that_fit_nothing_are_named_by_row_and_column() -> None:
    broken = ("Name,Group\n" + "Zoë,Client\n" * 40).encode() + b"Se\xffn,Client\n"
    page = looked_at("people.csv", broken)
    assert "Some letters here could not be read" in page
    assert "people.csv, row 42, Name" in page


def test_a_heading_that_stands_twice_is_two_columns_to_choose_for() -> None:
    page = looked_at("people.csv", b"Name,Note,Note\nDawn Fell,tea,no milk\n")
    assert "<span>Note</span>" in page
    assert "Note (2)" in page


def test_empty_rows_are_nobody_and_the_others_keep_their_number() -> None:
    page = looked_at("people.csv", b"Name,Group\n\n,,\nDawn Fell,Pirate\n   ,\n")
    assert "<li>1 person</li>" in page
    assert "people.csv, row 4, Group" in page


def test_a_formula_is_words_and_nothing_is_worked_out() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Notes"])
    sheet.append(["Dawn Fell", "= same phone as her sister"])
    kept = BytesIO()
    book.save(kept)
    page = looked_at("people.xlsx", kept.getvalue())
    assert "begins with an equals sign. It is taken as words; nothing is worked out." in page
    assert "people.xlsx, row 2, Notes" in page


def test_days_in_several_styles_are_read_and_one_that_is_none_is_named() -> None:
    notes = (
        "Date,Client,Note\n13/02/2026,Dawn Fell,a\n2026-02-14,Dawn Fell,b\n"
        "15 February 2026,Dawn Fell,c\n46069,Dawn Fell,d\nsometime,Dawn Fell,e\n"
    )
    page = looked_at("people.csv", b"Name\nDawn Fell\n", notes)
    assert "<li>4 moments, not yet read through</li>" in page
    for day in ("13 February", "14 February", "15 February", "16 February"):
        assert day in page
    assert '"sometime" could not be read as a day.' in page


def test_days_that_can_be_read_two_ways_are_asked_about() -> None:
    notes = "Date,Client,Note\n04/03/2026,Dawn Fell,a\n05/03/2026,Dawn Fell,b\n"
    page = looked_at("people.csv", b"Name\nDawn Fell\n", notes)
    assert "can be read two ways" in page
    assert "Month first" in page


def test_two_people_of_one_name_are_two_and_whom_a_note_means_is_asked() -> None:
    people = b"Name,Birthday\nGrace Hall,1970-01-02\nGrace Hall,1991-03-04\n"
    page = looked_at("people.csv", people, "Date,Client,Note\n2026-03-04,Grace Hall,Rang\n")
    assert "<li>2 people</li>" in page
    assert "there is more than one. Who is meant?" in page
    assert "<li>0 moments, not yet read through</li>" in page
    assert "1 row waits for an answer" in page


def test_all_that_needs_a_look_can_be_taken_as_a_spreadsheet() -> None:
    """More than the page shows, before it comes in and after, and nothing in it is worked out."""
    people = "Name,=Group\n" + "".join(f"Dawn {n},Pirate\n" for n in range(1_200))
    client, _account = somebody("Greta")
    address = sent(client, people=people.replace("=Group", "Group"))["Location"]
    page = client.get(address).content.decode()
    assert "And 900 more." in page
    assert "Take all of them as a spreadsheet" in page
    answer = client.get(f"{address}problems/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Disposition"].startswith("attachment")
    assert rows[0] == ["file", "row", "column", "what to look at"]
    assert [row[1] for row in rows[1:]] == [str(n) for n in range(2, 1_202)]
    assert rows[-1][:3] == ["people.csv", "1201", "Group"]
    assert rows[-1][3]
    client.post(address, {"do": "bring", "agreed": "1"})
    after = client.get(f"{address}problems/").content.decode("utf-8-sig")
    assert "people.csv,1201,Group," in after
    assert "Pirate" not in after
    other, _other = somebody("Col")
    assert other.get(f"{address}problems/").status_code == 404


def test_a_cell_of_that_spreadsheet_is_words() -> None:
    assert "'=HYPERLINK" in as_sheet([Problem("=HYPERLINK(1).csv", 2, "-Group", "Look.")])


def test_what_has_no_room_on_the_page_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.interchange.showing.MOST_COLUMNS", 1)
    page = looked_at("people.csv", PEOPLE.encode())
    assert "2 more columns have no room here." in page
