"""Text files: comma, semicolon, tab or bar between the cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from alongside.interchange.reading.encodings import Letters, letters_of
from alongside.interchange.reading.kinds import refused
from alongside.interchange.reading.source import Source, as_words
from alongside.interchange.reading.table import (
    Table,
    Trouble,
    headings,
    named_by_position,
    unheard,
)

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 1 << 17
SAMPLE_ROWS = 200
LONGEST_CELL = 1 << 20


def text_table(source: Source) -> Table:
    """The one table in a text file. Raises CannotRead when it holds no headings."""
    letters = letters_of(source)
    separator = _separator(source, letters)

    def raw(trouble: Trouble) -> Iterator[tuple[int, Sequence[str]]]:
        return _rows(source, letters, separator, trouble)

    row, found = headings(raw(unheard))
    columns = named_by_position(found)
    if not columns:
        raise refused(source, _("There are no headings in this file."))
    how = _("%(letters)s, cells parted by %(separator)s") % {
        "letters": letters.says,
        "separator": _separator_name(separator),
    }
    return Table(source.name, columns, row, how, raw)


def _separator_name(separator: str) -> str:
    names = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
    return names[separator]


def _separator(source: Source, letters: Letters) -> str:
    """The separator that cuts the first rows most evenly into the most cells."""
    with as_words(source, letters.codec) as stream:
        sample = stream.read(SAMPLE)
    return max(SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> tuple[float, int]:
    csv.field_size_limit(LONGEST_CELL)
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            if any(cell.strip() for cell in cells):
                widths[len(cells)] += 1
            if widths.total() >= SAMPLE_ROWS:
                break
    except csv.Error:
        return (0.0, 0)
    widths.pop(1, None)
    if not widths:
        return (0.0, 0)
    width, times = widths.most_common(1)[0]
    return (times / (widths.total() or 1) * min(times, 5), width)


def _rows(
    source: Source, letters: Letters, separator: str, trouble: Trouble
) -> Iterator[tuple[int, Sequence[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    try:
        with as_words(source, letters.codec) as stream:
            reader = csv.reader(_without_zeros(stream), delimiter=separator)
            for number, cells in enumerate(reader, start=1):
                yield number, _cleaned(number, cells, trouble)
    except OSError:
        trouble(number + 1, 0, _("From here on the file is damaged. The rows above were read."))
    except csv.Error:
        says = _(
            "From here on the file could not be read: a cell is longer than a million letters,"
            " or a quotation mark is never closed. The rows above were read."
        )
        trouble(number + 1, 0, says)


def _without_zeros(lines: Iterator[str]) -> Iterator[str]:
    """Lines with their null bytes made visible as one mark, so the reader never chokes on them."""
    for line in lines:
        yield line.replace("\0", "\ufffd") if "\0" in line else line


def _cleaned(number: int, cells: list[str], trouble: Trouble) -> Sequence[str]:
    if "\ufffd" not in "".join(cells):
        return cells
    place = next(place for place, cell in enumerate(cells, start=1) if "\ufffd" in cell)
    says = _("Some letters here could not be read. They are shown as \ufffd or left out.")
    trouble(number, place, says)
    return cells
