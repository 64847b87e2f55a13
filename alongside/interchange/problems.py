"""What went wrong with one place in one file, in words a person can act on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at. ``row`` counts as a spreadsheet does (headings: 1); 0: no row."""

    file: str
    row: int
    column: str
    says: str


class CannotRead(Exception):
    """The file cannot be read at all; ``problem`` says why in plain words."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.says)
        self.problem = problem
