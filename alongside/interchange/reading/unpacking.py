"""Opening a workbook without unpacking more of it at once than a small computer holds."""

from collections.abc import Iterator
from typing import IO, Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

MOST_AT_ONCE = 30 << 20
SPOKEN = f"{{{SHEET_MAIN_NS}}}t"
HOW_TO_SAY_IT = f"{{{SHEET_MAIN_NS}}}rPh"
ONE = f"{{{SHEET_MAIN_NS}}}si"


class TooMuch(Exception):
    """What has to be read at once is more than should be."""


class Book(ExcelReader):
    """A workbook whose sheets are streamed, and whose other parts are small."""

    package: Any

    def read_manifest(self) -> None:
        """Every part that is read whole, before any of them is."""
        for part in self.archive.infolist():
            sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
            if not sheet and part.filename.endswith((".xml", ".rels")):
                _must_be_small(part.file_size)
        super().read_manifest()

    def read_strings(self) -> None:
        """The words of all sheets, which a workbook keeps in one part, under any name."""
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        path = part.PartName[1:]
        _must_be_small(self.archive.getinfo(path).file_size)
        with self.archive.open(path) as stream:
            self.shared_strings = list(_strings(stream))

    def read_workbook(self) -> None:
        """What the sheets are called."""
        for part in self.package.Override:
            if "sheet.main" in part.ContentType or "template.main" in part.ContentType:
                _must_be_small(self.archive.getinfo(part.PartName[1:]).file_size)
        super().read_workbook()

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """Pictures of numbers hold no rows."""


def _must_be_small(size: int) -> None:
    if size > MOST_AT_ONCE:
        raise TooMuch


def _strings(stream: IO[bytes]) -> Iterator[str]:
    walk = iterparse(stream, events=("start", "end"))
    _event, root = next(walk)
    silent = 0
    told: list[str] = []
    for event, node in walk:
        if node.tag == HOW_TO_SAY_IT:
            silent += 1 if event == "start" else -1
        elif event == "end" and node.tag == SPOKEN and not silent:
            told.append(node.text or "")
        elif event == "end" and node.tag == ONE:
            yield "".join(told).replace("x005F_", "")
            told = []
            root.clear()
