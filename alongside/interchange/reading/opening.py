"""The front door: a file in, tables out."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from alongside.interchange.problems import CannotRead, Problem
from alongside.interchange.reading.delimited import text_table
from alongside.interchange.reading.kinds import kind_of, refused
from alongside.interchange.reading.source import Source, source_of
from alongside.interchange.reading.table import Table
from alongside.interchange.reading.workbooks import workbook_tables


def tables_in(file: Path | Source) -> list[Table]:
    """The tables of one file. Raises CannotRead, whose problem says why in plain words."""
    source = source_of(file)
    try:
        if kind_of(source) == "workbook":
            return workbook_tables(source)
        return [text_table(source)]
    except OSError:
        raise refused(source, _("This file could not be opened.")) from None


def tables_of(files: Sequence[Path | Source]) -> tuple[list[Table], list[Problem]]:
    """The tables of several files; files that cannot be read become problems."""
    tables: list[Table] = []
    problems: list[Problem] = []
    for file in files:
        try:
            tables.extend(tables_in(file))
        except CannotRead as error:
            problems.append(error.problem)
    return tables, problems
