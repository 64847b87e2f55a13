"""XLSX files, a row at a time. A text that begins with ``=`` stays the text it is."""

import datetime as dt
import re
import weakref
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from alongside.interchange.reading.kinds import refused
from alongside.interchange.reading.source import Source
from alongside.interchange.reading.table import (
    Table,
    Trouble,
    headings,
    named_by_position,
    unheard,
)

MOST_UNPACKED = 200 << 20
MOST_TIMES_LARGER = 250
SMALL = 10 << 20
MOST_PARTS = 2_000
MOST_SHEETS = 40
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def workbook_tables(source: Source) -> list[Table]:
    """One table per filled sheet. Raises CannotRead for bombs, damage and empty workbooks."""
    _refuse_bombs(source)
    book = OpenBook(source)
    names = [sheet.title for sheet in book.pages.worksheets][:MOST_SHEETS]
    tables = [
        table for name in names if (table := _sheet_table(book, name, several=len(names) > 1))
    ]
    if not tables:
        raise refused(source, _("There are no headings in this file."))
    return tables


def _refuse_bombs(source: Source) -> None:
    """A small file may unpack into more than a computer holds; the sizes are looked at first."""
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    swollen = unpacked > SMALL and unpacked > MOST_TIMES_LARGER * packed
    if unpacked > MOST_UNPACKED or swollen or len(parts) > MOST_PARTS:
        says = _("This file unpacks into far more than a spreadsheet should. It was not opened.")
        raise refused(source, says)


class OpenBook:
    """A workbook opened once for all its tables, and closed when nobody holds one any more."""

    def __init__(self, source: Source) -> None:
        self.source = source
        stream = source.open()
        try:
            self.pages = _open(source, stream)
        except BaseException:
            stream.close()
            raise
        weakref.finalize(self, _close, self.pages, stream)


def _close(pages: Any, stream: BinaryIO) -> None:
    pages.close()
    stream.close()


def _open(source: Source, stream: BinaryIO) -> Any:
    # Only where there is a workbook: most places bring in text.
    from alongside.interchange.reading.unpacking import Book, TooMuch

    try:
        book = Book(stream, read_only=True, data_only=False, keep_links=False)
        book.read()
    except TooMuch:
        says = _("There are too many words in this file. Save each sheet as CSV and send those.")
        raise refused(source, says) from None
    except Exception as error:
        raise refused(source, _("This file is damaged and could not be opened.")) from error
    return book.wb


def _sheet_table(book: OpenBook, sheet: str, *, several: bool) -> Table | None:
    file = f"{book.source.name} [{sheet}]" if several else book.source.name

    def raw(trouble: Trouble) -> Iterator[tuple[int, Sequence[str]]]:
        return _rows(book, sheet, trouble)

    row, found = headings(raw(unheard))
    columns = named_by_position(found)
    if not columns:
        return None
    return Table(file, columns, row, _("an Excel file, every cell taken as text"), raw)


def _rows(book: OpenBook, sheet: str, trouble: Trouble) -> Iterator[tuple[int, Sequence[str]]]:
    number = 0
    try:
        page = book.pages[sheet]
        page.reset_dimensions()
        for number, cells in enumerate(page.iter_rows(values_only=True), start=1):
            texts = [as_text(cell) for cell in cells]
            _name_formulas(number, texts, trouble)
            yield number, texts
    except Exception:  # noqa: BLE001  (damage inside a sheet shows up as any error at all)
        says = _("From here on the file is damaged. The rows above were read.")
        trouble(number + 1, 0, says)


def as_text(cell: object) -> str:
    """A cell's value as the text a person would have typed; formulas stay formulas."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell) if "_x" in cell else cell
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat().replace("T", " ")
    return str(getattr(cell, "text", None) or cell)


def _name_formulas(number: int, texts: list[str], trouble: Trouble) -> None:
    for place, text in enumerate(texts, start=1):
        if text.startswith("=") and len(text) > 1:
            says = _(
                "This begins with an equals sign. It is taken as words; nothing is worked out."
            )
            trouble(number, place, says)
