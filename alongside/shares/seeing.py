"""Who sees what is on a page: said on that page, to the person whose life it is."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.time import DayPart
from alongside.kit.words import day, part_of_day
from alongside.people.queries import names_on_the_trail
from alongside.relationships.queries import Between
from alongside.shares.models import Share
from alongside.shares.queries import shares_between
from alongside.shares.showing import ShareLine, line_of
from alongside.shares.told_later import held_back, not_yet_agreed


@dataclass(frozen=True, slots=True)
class Seen:
    """Who sees one page of somebody's, beside themselves, and who looked last."""

    other: str
    is_paused: bool
    shares: list[ShareLine]
    looked: str


def who_sees(
    viewer: Viewer, between: Between, strand: Strand | None, moment_id: UUID | None = None
) -> Seen | None:
    """Who sees this strand of one relationship of mine; None at work, where it is not mine.

    No strand: what no share ever opens, an agreement or a hard thing to say.
    """
    if viewer.is_working or between.supported.id != viewer.person_id:
        return None
    lines = [
        line_of(viewer, share)
        for share in shares_between(viewer, between.id)
        if _opens(share, strand, moment_id)
    ]
    return Seen(
        other=between.other.called,
        is_paused=between.is_paused,
        shares=[line for line in lines if line.how == "given"],
        looked=_looked_last(viewer, between.id, strand),
    )


def _opens(share: Share, strand: Strand | None, moment_id: UUID | None) -> bool:
    """A share of this strand; of one moment alone only where that moment stands."""
    return share.strand == strand and share.moment_id in {None, moment_id}


def _looked_last(viewer: Viewer, relationship_id: UUID, strand: Strand | None) -> str:
    """Who looked at this last, at work, and when, as far as it is told now."""
    mine = TrailLine.objects.filter(about_id=viewer.person_id, life=Life.WORKING.value)
    here = mine.filter(relationship_id=relationship_id, strand=strand or Strand.ABOUT_ME)
    told = here.exclude(not_yet_agreed(viewer.person_id)).exclude(held_back(viewer.person_id))
    last = told.order_by("-number").first()
    if last is None:
        return ""
    return _("%(name)s looked on %(day)s %(part)s.") % {
        "name": names_on_the_trail({last.viewer_id}).get(last.viewer_id, _("Somebody")),
        "day": day(last.day),
        "part": part_of_day(DayPart(last.part)),
    }
