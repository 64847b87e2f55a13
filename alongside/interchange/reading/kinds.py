"""What sort of file this is, told from its first bytes and not from its name."""

import zipfile

from django.utils.translation import gettext as _

from alongside.interchange.problems import CannotRead, Problem
from alongside.interchange.reading.source import Source

MOST_BYTES = 1 << 30
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
NOT_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"SQLite format",
)
CONTROLS = bytes(sorted(set(range(32)) - {0, 9, 10, 11, 12, 13}))


def kind_of(source: Source) -> str:
    """``"workbook"`` or ``"text"``. Raises CannotRead for anything that is no spreadsheet."""
    size = source.size
    with source.open() as stream:
        start = stream.read(1 << 16)
    if not size or not start.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise refused(source, _("This file is empty."))
    if size > MOST_BYTES:
        raise refused(source, _("This file is larger than 1 GB. Please bring it in in parts."))
    if start.startswith(OLD_EXCEL):
        says = _("This is an old Excel file. Please save it as .xlsx or as CSV and try again.")
        raise refused(source, says)
    if start.startswith(b"PK"):
        return _workbook(source)
    if start.startswith(NOT_TEXT) or _is_binary(start):
        raise refused(source, _("This is not a spreadsheet. CSV and XLSX files can be read."))
    return "text"


def refused(source: Source, says: str) -> CannotRead:
    """The error to raise when the file as a whole cannot be read."""
    return CannotRead(Problem(source.name, 0, "", says))


def _is_binary(start: bytes) -> bool:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    controls = len(start) - len(start.translate(None, CONTROLS))
    return controls > max(len(start) // 100, 4)


def _workbook(source: Source) -> str:
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise refused(source, _("This file is damaged and could not be opened.")) from None
    if "xl/workbook.xml" in names:
        return "workbook"
    if "content.xml" in names:
        says = _("This is an OpenDocument file. Please save it as .xlsx or as CSV and try again.")
        raise refused(source, says)
    raise refused(source, _("This is not a spreadsheet. CSV and XLSX files can be read."))
