"""Who may see what beyond the two sides, and who may see that they may.

Each rule here reaches as far as one strand of one relationship, from a day until a day.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.book import rule, rule_on_each
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.time import now
from alongside.partners.access import our_partners
from alongside.partners.queries import my_partner_ids
from alongside.people.models import Address, Person
from alongside.relationships.access import between_us, read_through
from alongside.relationships.models import SafeReach, Side, WhatMatters
from alongside.relationships.queries import my_relationship_ids
from alongside.shares.models import (
    Away,
    Delay,
    Duty,
    Keeping,
    Leaving,
    NeverTell,
    SafetyAccess,
    SafetyLine,
    SafetyReview,
    Share,
    Withdrawal,
)
from alongside.shares.queries import (
    BEYOND,
    kept_for_now,
    live_shares,
    names_me,
    not_feared,
    standing_shares,
    told_later,
)
from alongside.teams.models import Member, Team
from alongside.teams.queries import colleague_ids, my_team_ids, places_now


def whole_strand(viewer: Viewer, ground: Ground, strand: Strand) -> Q:
    """Rows of a relationship whose whole strand is open to the viewer."""
    live = live_shares(viewer, ground).filter(strand=strand, moment_id=None, promise_id=None)
    return Q(relationship_id__in=live.values("relationship_id"))


# --- what opens -------------------------------------------------------------------------------


@rule_on_each(Person, BEYOND)
def people_i_was_let_in_to(viewer: Viewer, ground: Ground) -> Q:
    # Their name, and that of whoever they tell it to: both voices have a name.
    sides = Side.objects.filter(
        relationship_id__in=standing_shares(viewer, ground).values("relationship_id")
    )
    return Q(id__in=sides.values("person_id"))


@rule_on_each(WhatMatters, BEYOND)
def what_matters_to_them(viewer: Viewer, ground: Ground) -> Q:
    return Q(Exists(opened_here(viewer, ground)))


@rule_on_each(SafeReach, (Ground.COVER, Ground.SAFETY))
def how_to_reach_them(viewer: Viewer, ground: Ground) -> Q:
    # Only whoever stands in for their worker, or keeps them safe, has to reach them.
    return Q(Exists(opened_here(viewer, ground))) & read_through()


def opened_here(viewer: Viewer, ground: Ground) -> QuerySet[Share]:
    """Live shares of the words about a person, said in the relationship of this row."""
    theirs = live_shares(viewer, ground).filter(strand=Strand.ABOUT_ME, sheet="", moment_id=None)
    return theirs.filter(
        about_id=OuterRef("person_id"), relationship_id=OuterRef("relationship_id")
    )


@rule_on_each(Address, BEYOND)
def where_they_live(viewer: Viewer, ground: Ground) -> Q:
    live = live_shares(viewer, ground).filter(strand=Strand.ADDRESS, moment_id=None)
    return Q(person_id__in=live.values("about_id"))


# --- waiting for a new agreement --------------------------------------------------------------


@rule(Keeping, Ground.COVER)
def relationships_that_wait_with_me(viewer: Viewer) -> Q:
    return Q(relationship_id__in=kept_for_now(viewer))


@rule(Keeping, Ground.SIDE)
def who_keeps_our_relationship(viewer: Viewer) -> Q:
    return between_us(viewer)


@rule(Person, Ground.COVER)
def people_who_wait_and_their_keepers(viewer: Viewer) -> Q:
    waiting = Side.objects.filter(relationship_id__in=kept_for_now(viewer), life=Life.OWN)
    return Q(id__in=waiting.values("person_id"))


@rule(Person, Ground.SIDE)
def people_who_keep_our_relationship(viewer: Viewer) -> Q:
    keepers = Keeping.objects.filter(between_us(viewer), ended_at=None)
    return Q(id__in=keepers.values("keeper_id"))


@rule(SafeReach, Ground.COVER)
def how_to_reach_people_who_wait(viewer: Viewer) -> Q:
    theirs = Side.objects.filter(
        relationship_id=OuterRef("relationship_id"), person_id=OuterRef("person_id"), life=Life.OWN
    )
    waiting = Q(relationship_id__in=kept_for_now(viewer))
    return waiting & Q(Exists(theirs)) & read_through()


# --- that it opens ----------------------------------------------------------------------------


@rule(Share, Ground.MINE)
def shares_of_my_life(viewer: Viewer) -> Q:
    # All but what no second person agreed to open, and what one agreed to tell later.
    own = Q(about_id=viewer.person_id) & in_my_own_life(viewer)
    agreed = Q(duty=None) | Q(duty__approved_at__lte=now())
    return own & agreed & ~told_later("safety_id") & ~told_later("duty_id")


@rule(Share, Ground.SIDE)
def shares_of_what_we_made(viewer: Viewer) -> Q:
    # What opened without a yes is for whoever it is about, and for those at work.
    by_their_yes = Q(ground__in=(Ground.SHARE, Ground.COVER)) | at_work(viewer)
    return between_us(viewer) & ~Q(about_id=viewer.person_id) & by_their_yes


@rule_on_each(Share, BEYOND)
def shares_with_me(viewer: Viewer, ground: Ground) -> Q:
    return Q(id__in=standing_shares(viewer, ground).values("id"))


@rule(Withdrawal, Ground.SIDE)
def withdrawals_said_openly(viewer: Viewer) -> Q:
    # Of a share they may know of: one that is told later has no end to be read either.
    known = shares_of_my_life(viewer) | shares_of_what_we_made(viewer)
    ours = Share.objects.filter(between_us(viewer), known, id=OuterRef("share_id"))
    return Q(quietly_in=None) & Q(Exists(ours))


@rule(Withdrawal, Ground.MINE)
def withdrawals_written_with_me(viewer: Viewer) -> Q:
    # A quiet one shows to whoever they trust, at work, and nowhere else: not on their own phone.
    return Q(quietly_in_id__in=my_relationship_ids(viewer)) & at_work(viewer)


@rule(Person, Ground.SHARE)
def people_in_shares_of_my_life(viewer: Viewer) -> Q:
    mine = Share.objects.filter(shares_of_my_life(viewer))
    return Q(id__in=mine.values("with_person_id")) | Q(id__in=mine.values("asked_by_id"))


@rule(Person, Ground.SIDE)
def people_in_shares_of_what_we_made(viewer: Viewer) -> Q:
    ours = Share.objects.filter(shares_of_what_we_made(viewer))
    return Q(id__in=ours.values("with_person_id"))


def in_my_own_life(viewer: Viewer) -> Q:
    return Q(pk__isnull=viewer.is_working)


def at_work(viewer: Viewer) -> Q:
    return Q(pk__isnull=not viewer.is_working)


# --- teams of the people I walk with ----------------------------------------------------------


@rule(Team, Ground.SIDE)
def teams_of_people_i_walk_with(viewer: Viewer) -> Q:
    return Q(id__in=members_beside(viewer).values("team_id"))


@rule(Member, Ground.SIDE)
def who_hears_hard_things_there(viewer: Viewer) -> Q:
    hearing = places_now().filter(team_id__in=members_beside(viewer).values("team_id"), hears=True)
    return Q(id__in=hearing.values("id"))


@rule(Person, Ground.SIDE)
def people_who_hear_hard_things(viewer: Viewer) -> Q:
    return Q(id__in=Member.objects.filter(who_hears_hard_things_there(viewer)).values("person_id"))


def members_beside(viewer: Viewer) -> QuerySet[Member]:
    """Places in teams of those at work whom the viewer has a relationship with now."""
    sides = Side.objects.filter(between_us(viewer), life=Life.WORKING, left_at=None)
    return places_now().filter(person_id__in=sides.values("person_id"))


@rule(Leaving, Ground.MINE)
def that_i_leave_or_said_so(viewer: Viewer) -> Q:
    return (Q(person_id=viewer.person_id) | Q(by_id=viewer.person_id)) & at_work(viewer)


@rule(Leaving, Ground.COVER)
def whether_colleagues_left(viewer: Viewer) -> Q:
    # For a second person: of the team, of the partner, or of a team that wrote it down.
    beside = Q(place__partner_id__in=my_partner_ids(viewer))
    brought = Q(place__partner_id__in=our_partners(viewer).values("id"))
    # In a team of two there is no third: whoever is in another team with either of the two.
    elsewhere = Q(member__isnull=False) & (
        colleague(viewer, "by_id") | colleague(viewer, "person_id")
    )
    return Q(member__team_id__in=my_team_ids(viewer)) | elsewhere | beside | brought


# --- away, safety, duty -----------------------------------------------------------------------


def colleague(viewer: Viewer, who: str) -> Q:
    """Somebody of a team the viewer is in now, other than the viewer."""
    return Q(**{f"{who}__in": colleague_ids(viewer)})


def second_person(viewer: Viewer, first: str) -> Q:
    """What a colleague wrote about somebody else, who does not fear the viewer."""
    return colleague(viewer, first) & not_about_me(viewer) & not_feared(viewer, "about_id")


def not_about_me(viewer: Viewer) -> Q:
    # Who works here and is somebody's concern elsewhere: their two lives never mix.
    return ~Q(about_id=viewer.person_id)


@rule(Away, Ground.MINE)
def days_i_am_away(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id)


@rule(Away, Ground.COVER)
def days_colleagues_are_away(viewer: Viewer) -> Q:
    return colleague(viewer, "person_id")


@rule(Away, Ground.SIDE)
def days_my_worker_is_away(viewer: Viewer) -> Q:
    sides = Side.objects.filter(between_us(viewer), life=Life.WORKING, left_at=None)
    return Q(person_id__in=sides.values("person_id"))


@rule(SafetyAccess, Ground.MINE)
def safety_access_of_mine_or_about_me(viewer: Viewer) -> Q:
    by_me = Q(by_id=viewer.person_id) & at_work(viewer)
    about_me = Q(about_id=viewer.person_id) & in_my_own_life(viewer)
    return by_me | (about_me & ~told_later("pk"))


@rule(SafetyAccess, Ground.COVER)
def safety_access_to_look_at_again(viewer: Viewer) -> Q:
    # In the team that walks with the person: no other team of whoever looked.
    beside = Q(team_id__in=my_team_ids(viewer)) & ~Q(by_id=viewer.person_id)
    return beside & not_about_me(viewer) & not_feared(viewer, "about_id")


@rule(Person, Ground.SAFETY)
def people_whose_safety_is_looked_at_again(viewer: Viewer) -> Q:
    waiting = SafetyAccess.objects.filter(safety_access_to_look_at_again(viewer), review=None)
    return Q(id__in=waiting.values("about_id"))


@rule(SafetyReview, Ground.MINE)
def reviews_of_safety_access_i_see(viewer: Viewer) -> Q:
    seen = safety_access_of_mine_or_about_me(viewer) | safety_access_to_look_at_again(viewer)
    return Q(Exists(SafetyAccess.objects.filter(seen, pk=OuterRef("access_id"))))


@rule(Duty, Ground.MINE)
def duties_of_mine_or_about_me(viewer: Viewer) -> Q:
    by_me = Q(named_by_id=viewer.person_id) & at_work(viewer)
    about_me = Q(about_id=viewer.person_id) & in_my_own_life(viewer)
    return by_me | (about_me & Q(approved_at__lte=now()) & ~told_later("pk"))


@rule(Duty, Ground.COVER)
def duties_to_agree_to(viewer: Viewer) -> Q:
    return second_person(viewer, "named_by_id")


@rule(Person, Ground.DUTY)
def whom_the_law_would_open_to(viewer: Viewer) -> Q:
    # Whoever agrees has to know who receives it.
    waiting = Duty.objects.filter(duties_to_agree_to(viewer), approved_at=None)
    return Q(id__in=Share.objects.filter(duty__in=waiting).values("with_person_id"))


@rule(Delay, Ground.MINE)
def delays_i_asked_for_or_that_are_over(viewer: Viewer) -> Q:
    by_me = Q(by_id=viewer.person_id) & at_work(viewer)
    about_me = Q(about_id=viewer.person_id) & in_my_own_life(viewer)
    # One that is over says nothing while a later one still holds the same thing back.
    return by_me | (about_me & Q(until__lte=now()) & ~told_later("of_id"))


@rule(Delay, Ground.COVER)
def delays_to_agree_to(viewer: Viewer) -> Q:
    return second_person(viewer, "by_id")


# --- never tell -------------------------------------------------------------------------------


@rule(NeverTell, Ground.MINE)
def whom_i_said_never_to_tell(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id) & in_my_own_life(viewer)


@rule(NeverTell, Ground.SIDE)
def whom_people_i_walk_with_fear(viewer: Viewer) -> Q:
    # Whoever works with them has to know; never the one they fear, wherever that one works.
    sides = Side.objects.filter(between_us(viewer), life=Life.OWN)
    known = Q(person_id__in=sides.values("person_id")) & at_work(viewer)
    return known & ~names_me(viewer, "other_id")


@rule(SafetyLine, Ground.SIDE)
def safety_of_people_i_walk_with(viewer: Viewer) -> Q:
    # Only at work, and never to either of the two: not to whom it names, not to whom it keeps safe.
    if viewer.life != Life.WORKING:
        return Q(pk__in=[])
    beside = Side.objects.filter(relationship_id__in=my_relationship_ids(viewer))
    others = beside.exclude(person_id=viewer.person_id)
    return Q(person_id__in=others.values("person_id")) & ~names_me(viewer, "kept_from_id")
