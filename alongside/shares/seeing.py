"""Who sees what is on a page: said on that page, to the person whose life it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.words import day
from alongside.relationships.queries import Between
from alongside.shares.looks import in_words
from alongside.shares.models import Share
from alongside.shares.presence import NotThere, who_is_not_there
from alongside.shares.queries import shares_between
from alongside.shares.showing import ShareLine, ground_words, line_of
from alongside.shares.told_later import held_back, not_yet_agreed


@dataclass(frozen=True, slots=True)
class Seen:
    """Who sees one page of somebody's, beside themselves, and who looked last."""

    other: str
    not_there: list[NotThere]
    """The other one, if they left or are away."""
    is_paused: bool
    shares: list[tuple[ShareLine, str]]
    """Each with why."""
    looked: str


def who_sees(
    viewer: Viewer,
    between: Between,
    strand: Strand | None,
    moment_id: UUID | None = None,
    *,
    only_us: bool = False,
) -> Seen | None:
    """Who sees this strand of one relationship of mine; None at work, where it is not mine.

    No strand: what no share ever opens, an agreement or a hard thing to say. `only_us`: of this
    strand, but no share opens it either.
    """
    if viewer.is_working or between.supported.id != viewer.person_id:
        return None
    shares = [] if only_us else shares_between(viewer, between.id)
    here = Q(relationship_id=between.id, strand=strand or Strand.ABOUT_ME)
    here &= Q(ground=Ground.SIDE) if only_us else Q()
    return Seen(
        other=between.other.called,
        not_there=who_is_not_there(viewer, [between]),
        is_paused=between.is_paused,
        shares=given_among(viewer, [one for one in shares if _opens(one, strand, moment_id)]),
        looked=looked_last([viewer], here),
    )


def given_among(viewer: Viewer, shares: Iterable[Share]) -> list[tuple[ShareLine, str]]:
    """What is open of these, each with why."""
    lines = [(line_of(viewer, share), ground_words(share.ground)) for share in shares]
    given = [(line, why) for line, why in lines if line.how == "given"]
    # What one safety access opened of many strands and relationships is said once.
    return list(
        {(line.name, line.until, why, _said_of(line)): (line, why) for line, why in given}.values()
    )


def _said_of(line: ShareLine) -> str:
    return "" if line.because else line.what


def _opens(share: Share, strand: Strand | None, moment_id: UUID | None) -> bool:
    """A share of this strand; of one moment alone only where it stands, of one page never here."""
    return share.strand == strand and not share.sheet and share.moment_id in {None, moment_id}


def looked_last(selves: Iterable[Viewer], here: Q) -> str:
    """Who looked at this last, at work, when and why, as far as it is told now."""
    found = [line for me in selves if (line := _last_line(me.person_id, here)) is not None]
    if not found:
        return ""
    last = max(found, key=lambda line: line.number)
    [look] = in_words([last])
    return _("%(name)s looked on %(day)s %(part)s, %(why)s.") % {
        "name": look.name,
        "day": day(look.day),
        "part": look.when,
        "why": look.why,
    }


def _last_line(about_id: UUID, here: Q) -> TrailLine | None:
    mine = TrailLine.objects.filter(here, about_id=about_id, life=Life.WORKING.value)
    told = mine.exclude(not_yet_agreed(about_id)).exclude(held_back(about_id))
    return told.order_by("-number").first()
