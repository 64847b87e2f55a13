"""Who sees a page of my own, which is between no two people: said on that page, to me."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.kit.time import here
from alongside.relationships.queries import my_relationships
from alongside.shares.models import Share
from alongside.shares.opened import OpenPage, open_now, with_names
from alongside.shares.queries import paused_since, shares_about_me
from alongside.shares.seeing import given_among, looked_last
from alongside.shares.showing import ShareLine

ALL, PROMISES, CIRCLES, ONLY_MINE = "all", "promises", "circles", "only-mine"
TOGETHER = {ALL, PROMISES}
"""Pages that gather what I wrote together with somebody: it is theirs too."""
SHARED = {PROMISES: Strand.PROMISES, CIRCLES: Strand.CIRCLES}
"""What a share can open of such a page."""


@dataclass(frozen=True, slots=True)
class SeenOfMine:
    """Who sees one page of my own, and who looked last."""

    is_paused: bool
    together: list[str]
    """With whom I wrote what stands here: each sees what is theirs and mine."""
    opened: list[OpenPage]
    shares: list[tuple[ShareLine, str]]
    is_now_only: bool
    """What a share opens of it is the picture of now."""
    looked: str

    @property
    def only_me(self) -> bool:
        return not (self.together or self.opened or self.shares)


def who_sees_mine(selves: Sequence[Viewer], page: str) -> SeenOfMine | None:
    """Who sees this page of mine; None at work, where a page is looked at to work."""
    if selves[0].is_working:
        return None
    together = page in TOGETHER
    found = {me: [] if together else open_now(me, page) for me in selves}
    people = {me: my_relationships(me) for me in selves if together or found[me]}
    opened = [one for me, mine in people.items() for one in with_names(found[me], mine)]
    names = {each.other.called for mine in people.values() for each in mine if not each.has_left}
    shares = [one for me in selves for one in _shares(me, page)]
    return SeenOfMine(
        is_paused=_is_paused(selves) if together or opened or shares else False,
        together=sorted(names) if together else [],
        opened=opened,
        shares=shares,
        is_now_only=page == CIRCLES,
        looked=looked_last(selves, _lines(page, opened, shares)),
    )


def _is_paused(selves: Sequence[Viewer]) -> bool:
    return any(paused_since(me, me.person_id) for me in selves)


def _shares(me: Viewer, page: str) -> list[tuple[ShareLine, str]]:
    if page == ONLY_MINE:
        return []
    return given_among(me, [one for one in shares_about_me(me) if _opens(one, page)])


def _opens(share: Share, page: str) -> bool:
    if page == ALL:
        return True
    return share.strand == SHARED[page] if page in SHARED else share.sheet == page


def _lines(page: str, opened: Sequence[OpenPage], shares: Sequence[tuple[ShareLine, str]]) -> Q:
    """The lines of the trail that tell of this page.

    About me, my page and how life is leave the same line: of whom it is open to, since it is.
    """
    if page == ALL:
        return Q()
    if page in SHARED:
        return Q(strand=SHARED[page])
    told = Q(pk__in=[])
    for line, _why in shares:
        given = Q(strand=Strand.ABOUT_ME, ground__in=(Ground.SHARE, Ground.COVER))
        told |= given & Q(relationship_id=line.relationship_id)
    for one in opened:
        about = Q(strand=Strand.ABOUT_ME, day__gte=here(one.since).date())
        if one.is_card:
            told |= about & Q(relationship_id=None, ground=Ground.SHARE)
        else:
            told |= about & Q(relationship_id=one.relationship_id, ground=Ground.SIDE)
    return told
