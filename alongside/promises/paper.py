"""Promises on paper: as their lines say them, with names and dates."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from alongside.kit.paper.sheets import Block, Heading, Listed
from alongside.promises.showing import PromiseLine


def promises_on_paper(
    ahead: Sequence[PromiseLine], past: Sequence[PromiseLine]
) -> list[Block | None]:
    """Those to come, and those still open from before."""
    return [
        Heading(_("Next promise") if ahead else _("Promises")),
        Listed([_said(line) for line in ahead]),
        Heading(_("Still open from before"), level=2),
        Listed([_said(line) for line in past]),
    ]


def promise_in_a_line(line: PromiseLine) -> str:
    """Under the moment it was made in."""
    return f"{line.words or _('Meet')}\n{line.whose}. {line.how}"


def _said(line: PromiseLine) -> str:
    stands = "" if line.standing.is_open else line.how
    two_ways = _("You see this in two ways. Both stay.") if line.standing.disputed else ""
    parts = (line.words or _("Meet"), line.place, line.whose, stands, two_ways)
    return "\n".join(part for part in parts if part)
