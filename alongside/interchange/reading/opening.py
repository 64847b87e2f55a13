"""The front door: a path in, tables out."""

from pathlib import Path

from alongside.interchange.problems import CannotRead, Problem
from alongside.interchange.reading.delimited import text_table
from alongside.interchange.reading.kinds import kind_of
from alongside.interchange.reading.table import Table
from alongside.interchange.reading.workbooks import workbook_tables


def tables_in(path: Path) -> list[Table]:
    """The tables of one file. Raises CannotRead, whose problem says why in plain words."""
    if kind_of(path) == "workbook":
        return workbook_tables(path)
    return [text_table(path)]


def tables_of(paths: list[Path]) -> tuple[list[Table], list[Problem]]:
    """The tables of several files; files that cannot be read become problems."""
    tables: list[Table] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            tables.extend(tables_in(path))
        except CannotRead as error:
            problems.append(error.problem)
    return tables, problems
