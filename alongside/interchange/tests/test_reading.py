"""Opening spreadsheets, whatever state they are in."""

import re
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from alongside.interchange.problems import CannotRead, Problem
from alongside.interchange.reading import tables_in, unpacking
from alongside.interchange.reading.encodings import letters_of
from alongside.interchange.reading.source import OnDisk
from alongside.interchange.tests.conftest import Desk, written

NAMES = [["Name", "Note"], ["Zoë Brönte", "said “café”"], ["Seán", "crème £5 – naïve"]]


def cells_of(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in tables_in(path)[0].rows()]


@pytest.mark.parametrize(
    ("encoding", "chosen"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "MacRoman"),
    ],
)
def test_letters_are_read_as_they_were_written_and_the_choice_is_said(
    desk: Desk, encoding: str, chosen: str
) -> None:
    path = desk.sheet("names.csv", *NAMES, encoding=encoding)
    assert cells_of(path) == [tuple(row) for row in NAMES[1:]]
    assert chosen in tables_in(path)[0].how


def test_a_few_broken_bytes_do_not_turn_a_utf8_file_into_another(desk: Desk) -> None:
    path = desk.raw("names.csv", ("Name,Note\n" + "é,ö\n" * 40).encode() + b"Mo,\xff\n")
    assert letters_of(OnDisk(path)).codec == "utf-8"
    problems: list[Problem] = []
    assert len(list(tables_in(path)[0].rows(problems))) == 41
    assert [(problem.row, problem.column) for problem in problems] == [(42, "Note")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_even_when_words_hold_commas(desk: Desk, separator: str) -> None:
    rows = [["Name", "Note"], ["Mo", "Tea, then a walk, then home"], ["Kay", "Rang; no, texted"]]
    path = desk.text("notes.csv", written(rows, separator))
    assert cells_of(path) == [tuple(row) for row in rows[1:]]


def test_a_heading_that_stands_twice_keeps_its_place(desk: Desk) -> None:
    path = desk.sheet("two.csv", ["Last name", "Last name", ""], ["Moss", "Reed", ""])
    assert tables_in(path)[0].columns == ("Last name", "Last name (2)")


def test_empty_rows_are_passed_over_and_rows_keep_their_spreadsheet_number(desk: Desk) -> None:
    path = desk.text("gaps.csv", 'Name,Note\n\n,,\nMo,"two\nlines"\nKay,x\n')
    rows = [(row.number, row.cells) for row in tables_in(path)[0].rows()]
    assert rows == [(4, ("Mo", "two\nlines")), (5, ("Kay", "x"))]


def test_a_title_above_the_headings_is_not_taken_for_them(desk: Desk) -> None:
    path = desk.text("titled.csv", "People of Lantern Street\n\nName,Phone\nMo,01632 960001\n")
    assert tables_in(path)[0].columns == ("Name", "Phone")


def test_a_row_longer_than_its_headings_is_named(desk: Desk) -> None:
    path = desk.text("ragged.csv", "Name,Note\nMo,x,more\nKay\n")
    problems: list[Problem] = []
    rows = list(tables_in(path)[0].rows(problems))
    assert [problem.row for problem in problems] == [2]
    assert rows[1].cells == ("Kay", "")
    assert rows[1].short


def test_null_bytes_are_named_and_stop_nothing(desk: Desk) -> None:
    path = desk.raw("nulls.csv", b"Name,Note\nMo,a\0b\nKay,x\n")
    problems: list[Problem] = []
    assert len(list(tables_in(path)[0].rows(problems))) == 2
    assert (problems[0].row, problems[0].column) == (2, "Note")


def test_a_quotation_mark_that_is_never_closed_is_said_in_plain_words(desk: Desk) -> None:
    path = desk.text("open.csv", 'Name,Note\nMo,x\nKay,"' + "y" * 1_200_000)
    problems: list[Problem] = []
    assert [row.cells[0] for row in tables_in(path)[0].rows(problems)] == ["Mo"]
    assert "quotation mark" in problems[0].says


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\n \r\n",
        b"%PDF-1.7 \x00\x01",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xd0\xcf\x11\xe0 old excel",
        b"PK\x03\x04 but no zip",
        bytes(range(256)) * 40,
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_plain_words(desk: Desk, content: bytes) -> None:
    with pytest.raises(CannotRead) as refused:
        tables_in(desk.raw("thing.csv", content))
    assert refused.value.problem.file == "thing.csv"
    assert refused.value.problem.says.endswith(".")


def test_a_missing_file_is_refused_and_the_others_are_still_planned(desk: Desk) -> None:
    desk.sheet("people.csv", ["Name", "Phone"], ["Mo", "01632 960001"])
    desk.paths.append(desk.folder / "gone.csv")
    plan = desk.plan()
    assert len(plan.people) == 1
    assert [problem.file for problem in plan.problems] == ["gone.csv"]


def test_a_file_that_unpacks_into_far_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (40 << 20))
    with pytest.raises(CannotRead, match="unpacks"):
        tables_in(path)


def workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_words(path: Path, part: str, words: bytes) -> Path:
    """A workbook of one column that says the first words, then the second, kept in this part."""
    made = path / "words.xlsx"
    workbook(path / "bare.xlsx", ["Name"], ["Mo"])
    kind = f'<Override PartName="/{part}" ContentType="{OFFICE}.sharedStrings+xml"/></Types>'
    rows = (f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in (1, 2))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    with (
        zipfile.ZipFile(path / "bare.xlsx") as bare,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {n: bare.read(n) for n in bare.namelist() if n != "xl/sharedStrings.xml"}
        kinds = re.sub(rb"<Override[^>]*sharedStrings[^>]*>", b"", parts["[Content_Types].xml"])
        parts["[Content_Types].xml"] = kinds.replace(b"</Types>", kind.encode())
        parts["xl/worksheets/sheet1.xml"] = sheet.encode()
        parts[part] = b'<sst xmlns="%s">%s</sst>' % (MAIN.encode(), words)
        for name, content in parts.items():
            new.writestr(name, content)
    return made


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/s.xml", "xl/media/s.png"])
def test_more_words_than_can_be_held_are_not_unpacked(tmp_path: Path, part: str) -> None:
    said = b"".join(b"<si><t>%x</t></si>" % number for number in range(1_600_000))
    path = with_words(tmp_path, part, said)
    assert path.stat().st_size < 7 << 20
    with pytest.raises(CannotRead, match="too many words"):
        tables_in(path)


def test_the_words_of_a_workbook_are_unpacked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked: list[unpacking.Book] = []
    read = unpacking.Book.read_strings

    def counted(book: unpacking.Book) -> None:
        unpacked.append(book)
        read(book)

    monkeypatch.setattr(unpacking.Book, "read_strings", counted)
    (table,) = tables_in(workbook(tmp_path / "people.xlsx", ["Name", "Note"], ["Mo", "Tea"]))
    assert [row.cells for row in table.rows()] == [row.cells for row in table.rows()]
    assert len(unpacked) == 1


def test_words_in_several_letters_and_readings_are_read_as_they_are_seen(tmp_path: Path) -> None:
    name = "<si><r><t>Mo </t></r><r><t>Førde</t></r><rPh><t>no</t></rPh></si>"
    made = with_words(tmp_path, "xl/words.xml", f"<si><t>Name</t></si>{name}".encode())
    (table,) = tables_in(made)
    assert [row.cells for row in table.rows()] == [("Mo Førde",)]


def test_a_text_that_begins_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    says = "= same phone as the cousin's; text only"
    path = workbook(
        tmp_path / "people.xlsx", ["Name", "Description"], ["Mo", says], ["Kay", "=1+1"]
    )
    problems: list[Problem] = []
    rows = [row.cells for row in tables_in(path)[0].rows(problems)]
    assert rows == [("Mo", says), ("Kay", "=1+1")]
    assert [(problem.row, problem.column) for problem in problems] == [
        (2, "Description"),
        (3, "Description"),
    ]


def test_a_workbook_with_two_sheets_gives_two_named_tables(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    book = openpyxl.Workbook()
    for title in ("People", "Notes"):
        sheet = book.create_sheet(title)
        sheet.append(["Name", "Note"])
        sheet.append(["Mo", "x"])
    book.save(path)
    assert [table.file for table in tables_in(path)] == ["all.xlsx [People]", "all.xlsx [Notes]"]


def test_a_damaged_workbook_is_said_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "hurt.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<not closed")
    with pytest.raises(CannotRead, match="damaged"):
        tables_in(path)


def test_a_hundred_thousand_rows_are_read_with_flat_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("Name,Note\n")
        file.writelines(f"Mo,Tea and a walk number {number}\n" for number in range(100_000))
    (table,) = tables_in(path)
    tracemalloc.start()
    assert sum(1 for _row in table.rows()) == 100_000
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
