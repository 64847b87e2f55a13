"""Who may see a moment: whoever noted it, and the other side once it has opened."""

from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule, rule_on_each
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.moments.models import (
    BroughtIn,
    KeptApart,
    Moment,
    Stance,
    Telling,
    Turning,
    WrongPerson,
)
from alongside.relationships.access import between_us, open_between_us
from alongside.shares.access import whole_strand
from alongside.shares.queries import BEYOND, live_shares, told_later


def read_through(moment: str) -> Q:
    """An old note reaches the other side only once the side it lies under let it through."""
    return ~Q(Exists(BroughtIn.objects.filter(moment_id=OuterRef(moment), read_at=None)))


def not_kept_apart(moment: str) -> Q:
    return ~Q(Exists(KeptApart.objects.filter(moment_id=OuterRef(moment), shown_at=None)))


@rule(Moment, Ground.MINE)
def moments_i_noted(viewer: Viewer) -> Q:
    mine = Q(noted_by_id=viewer.person_id, life=viewer.life)
    return mine & (Q(relationship=None) | between_us(viewer))


@rule(Moment, Ground.SIDE)
def moments_between_us(viewer: Viewer) -> Q:
    # My own words stay mine to read when the other side pauses, and with them their moment.
    here = open_between_us(viewer) | (between_us(viewer) & i_told_of("pk", viewer))
    return here & to_be_seen()


@rule_on_each(Moment, BEYOND)
def moments_opened_to_me(viewer: Viewer, ground: Ground) -> Q:
    live = live_shares(viewer, ground).filter(strand=Strand.MOMENTS)
    this_one = live.filter(moment_id=OuterRef("pk"), relationship_id=OuterRef("relationship_id"))
    whole = whole_strand(viewer, ground, Strand.MOMENTS)
    return (whole | Q(Exists(this_one))) & to_be_seen()


def to_be_seen() -> Q:
    """Opened, not kept apart, and no old note that nobody has read through."""
    return Q(opens_at__lte=now()) & not_kept_apart("pk") & read_through("pk")


def i_told_of(moment: str, viewer: Viewer) -> Q:
    mine = Telling.objects.filter(moment_id=OuterRef(moment), teller_id=viewer.person_id)
    return Q(Exists(mine))


@rule(Telling, Ground.MINE)
def my_own_words(viewer: Viewer) -> Q:
    # Moment by moment: my words do not outlast a moment that is kept apart from me. What
    # somebody wrote down for me is theirs to mend until it opens, like all they write.
    mine = Q(teller_id=viewer.person_id) & (Q(taken_down_by=None) | Q(opens_at__lte=now()))
    to_mend = Q(taken_down_by_id=viewer.person_id, opens_at__gt=now())
    return (mine | to_mend) & seen_moment(viewer)


@rule(Telling, Ground.SIDE)
def tellings_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer) & Q(opens_at__lte=now()) & seen_moment(viewer)


@rule_on_each(Telling, BEYOND)
def tellings_opened_to_me(viewer: Viewer, ground: Ground) -> Q:
    return Q(opens_at__lte=now()) & opened_moment(viewer, ground)


@rule_on_each(Turning, BEYOND)
def turnings_opened_to_me(viewer: Viewer, ground: Ground) -> Q:
    return opened_moment(viewer, ground)


@rule_on_each(BroughtIn, BEYOND)
def notes_brought_in_opened_to_me(viewer: Viewer, ground: Ground) -> Q:
    return opened_moment(viewer, ground)


def opened_moment(viewer: Viewer, ground: Ground) -> Q:
    """Part of a moment that is open to the viewer, and told in the same relationship."""
    seen = Moment.objects.filter(moments_opened_to_me(viewer, ground), pk=OuterRef("moment_id"))
    return Q(Exists(seen.filter(relationship_id=OuterRef("relationship_id"))))


def seen_moment(viewer: Viewer) -> Q:
    seen = moments_i_noted(viewer) | moments_between_us(viewer)
    return Q(Exists(Moment.objects.filter(seen, pk=OuterRef("moment_id"))))


@rule(KeptApart, Ground.MINE)
def what_i_keep_apart(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(KeptApart, Ground.SIDE)
def that_something_is_kept_apart(viewer: Viewer) -> Q:
    # Even that it is here may be held back: for a reason, by two people, until a day.
    opened = Moment.objects.filter(pk=OuterRef("moment_id"), opens_at__lte=now())
    return open_between_us(viewer) & Q(Exists(opened)) & ~told_later("pk")


@rule(Stance, Ground.MINE)
def my_own_stance(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(Stance, Ground.SIDE)
def stances_once_both_are_placed(viewer: Viewer) -> Q:
    mine = Stance.objects.filter(by_id=viewer.person_id, moment_id=OuterRef("moment_id"))
    return open_between_us(viewer) & Q(Exists(mine)) & seen_moment(viewer)


@rule(Turning, Ground.MINE)
def when_i_said_it_changed(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id) & seen_moment(viewer)


@rule(Turning, Ground.SIDE)
def turnings_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer) & seen_moment(viewer)


@rule(BroughtIn, Ground.SIDE)
def notes_brought_in_between_us(viewer: Viewer) -> Q:
    # With the moment, always: an old note must never look like somebody's own words.
    return between_us(viewer) & seen_moment(viewer)


@rule(WrongPerson, Ground.SIDE)
def what_was_put_here_by_mistake(viewer: Viewer) -> Q:
    # What they could see, and is gone, they can know is gone.
    return open_between_us(viewer) & Q(opened_at__isnull=False)


@rule(WrongPerson, Ground.MINE)
def incidents_i_noted(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)
