"""The summary of a plan as ``alongside bring-in --json`` prints it."""

from typing import TypedDict

from django.utils.translation import gettext as _

from alongside.interchange.planning.plan import LeftOut, Plan


class LeftOutLine(TypedDict):
    """One column that stays behind, and why, with its file and count in words."""

    column: str
    why: str


class ProblemLine(TypedDict):
    """One problem; ``row`` counts as a spreadsheet does, 0 for the file as a whole."""

    file: str
    row: int
    column: str
    says: str


class Summary(TypedDict):
    """Numbers of what would be brought in, and lists of what would not."""

    people: int
    relationships: int
    moments: int
    promises: int
    left_out: list[LeftOutLine]
    problems: list[ProblemLine]


def summary(plan: Plan) -> Summary:
    """Count a plan. Nothing in it is an address or anybody's words."""
    return Summary(
        people=len(plan.people),
        relationships=len(plan.relationships),
        moments=len(plan.moments),
        promises=len(plan.promises),
        left_out=[LeftOutLine(column=left.column, why=_why(left)) for left in plan.left_out],
        problems=[
            ProblemLine(file=one.file, row=one.row, column=one.column, says=one.says)
            for one in plan.problems
        ],
    )


def _why(left: LeftOut) -> str:
    told = {"why": left.why, "count": left.count, "file": left.file}
    return _("%(why)s (%(count)s in %(file)s)") % told
