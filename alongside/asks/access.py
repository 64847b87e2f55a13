"""Who may see an ask: both sides, and whoever was asked, if they work here.

An ask stays between the two, as money does: a share of plans does not open it. Whoever was asked
sees it from the yes on, until it is taken back or its time is over, and not while the one it is
about pauses, nor once they are feared. What they answered stays theirs to read.
"""

from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.asks.models import Ask, AskAfter, AskAnswer, Door
from alongside.kit.time import now
from alongside.partners.access import people_our_teams_work_with
from alongside.partners.models import PartnerPerson
from alongside.relationships.access import between_us, open_between_us
from alongside.relationships.models import Side
from alongside.relationships.queries import who_paused
from alongside.shares.access import at_work
from alongside.shares.queries import not_feared


@rule(Ask, Ground.MINE)
def asks_of_mine(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(Ask, Ground.SIDE)
def asks_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(Ask, Ground.SHARE)
def asked_of_me(viewer: Viewer) -> Q:
    mine = Q(to_id=viewer.person_id, link__isnull=False) & at_work(viewer)
    return mine & asked_now() & not_feared(viewer, "about_id")


def asked_now() -> Q:
    """With a yes, not taken back, not over; nobody pauses, and whoever asks is still there."""
    stands = Q(agreed_at__isnull=False, taken_back_at=None, until__gt=now())
    asker = Side.objects.filter(
        relationship_id=OuterRef("relationship_id"), person_id=OuterRef("by_id"), left_at=None
    )
    own = Side.objects.filter(
        relationship_id=OuterRef("relationship_id"), life=Life.OWN, person_id__in=who_paused()
    )
    return stands & Q(Exists(asker)) & ~Q(Exists(own))


@rule(AskAnswer, Ground.SIDE)
def answers_between_us(viewer: Viewer) -> Q:
    # To an ask of mine as well, while the other side pauses: the answer came to me.
    mine = Ask.objects.filter(asks_of_mine(viewer) | asks_between_us(viewer))
    return between_us(viewer) & Q(ask__in=mine)


@rule(AskAnswer, Ground.MINE)
def what_i_answered(viewer: Viewer) -> Q:
    return Q(by_id=viewer.person_id) & at_work(viewer)


@rule(AskAnswer, Ground.SHARE)
def what_was_answered_to_asks_of_me(viewer: Viewer) -> Q:
    # By the link nobody is known: whoever was asked reads here what was said there.
    return Q(ask__in=Ask.objects.filter(asked_of_me(viewer)))


@rule(AskAfter, Ground.MINE)
def what_i_told_after(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(AskAfter, Ground.SIDE)
def what_was_told_after_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(AskAfter, Ground.SHARE)
def what_i_may_read_after(viewer: Viewer) -> Q:
    return Q(for_them=True) & Q(ask__in=Ask.objects.filter(asked_of_me(viewer)))


@rule(Door, Ground.MINE)
def doors_i_opened(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id) & at_work(viewer)


@rule(Door, Ground.COVER)
def doors_our_teams_know(viewer: Viewer) -> Q:
    theirs = PartnerPerson.objects.filter(people_our_teams_work_with(viewer), left_at=None)
    return Q(person_id__in=theirs.values("person_id"), taken_back_at=None)
