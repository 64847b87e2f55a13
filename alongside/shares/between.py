"""What stands on the page of sharing between two people, whoever looks."""

from typing import Any
from uuid import UUID

from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Life, Viewer
from alongside.relationships.queries import the_relationship
from alongside.shares.queries import never_tells, paused_since, quiet_ones, shares_between
from alongside.shares.second_people import my_duties
from alongside.shares.showing import ShareLine, line_of

NOW = ("asked", "given")


def sharing_between(viewer: Viewer, relationship_id: UUID) -> dict[str, Any]:
    """Shares, pauses and powers of one relationship; a stranger's 404 for anybody else."""
    with looking(viewer) as look:
        each = the_relationship(viewer, relationship_id)
        shares = shares_between(viewer, relationship_id)
        never = never_tells(viewer, each.supported.id)
        if shares or never:
            look.saw(each.other.id, Strand.ABOUT_ME, each.ground, each.id)
    return {
        **by_how([line_of(viewer, share) for share in shares]),
        "between": each,
        "is_mine": each.supported.id == viewer.person_id and not viewer.is_working,
        "paused": paused_since(viewer, each.supported.id),
        "never": never,
        "duties": my_duties(viewer, each.supported.id),
        "may_share": {viewer.life, each.other_life} == set(Life),
        "quiet": quiet_ones(viewer, relationship_id),
        "tab": "sharing",
    }


def by_how(lines: list[ShareLine]) -> dict[str, list[ShareLine]]:
    """What waits for a yes, what is open, and what is not (any more)."""
    return {
        "asked": [line for line in lines if line.how == "asked"],
        "given": [line for line in lines if line.how == "given"],
        "not_open": [line for line in lines if line.how not in NOW],
    }
