"""Who may see what people asked for: the one who asked, and whoever they ask it of."""

from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.relationships.models import Side
from alongside.relationships.queries import my_relationship_ids
from alongside.rights.models import (
    DataRequest,
    ErasureAsk,
    ErasureDecision,
    ErasureStep,
    Hold,
    LogAnswer,
    LogEntry,
    LogHearer,
    RequestStep,
    TakenOut,
    Withheld,
    WithheldReview,
)

NOBODY = Q(pk__in=[])


def between_us(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_relationship_ids(viewer))


@rule(TakenOut, Ground.MINE)
def copies_i_made(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id, life=viewer.life)


@rule(ErasureAsk, Ground.MINE)
def what_i_asked_to_erase(viewer: Viewer) -> Q:
    # Asked in one's own life: nobody at work is told before it is done, the asker included.
    return Q(person_id=viewer.person_id) if viewer.life == Life.OWN else NOBODY


@rule(ErasureStep, Ground.MINE)
def what_became_of_what_i_asked(viewer: Viewer) -> Q:
    return Q(ask__person_id=viewer.person_id) if viewer.life == Life.OWN else NOBODY


@rule(Hold, Ground.SIDE)
def holds_between_us(viewer: Viewer) -> Q:
    return between_us(viewer)


@rule(ErasureDecision, Ground.SIDE)
def decisions_between_us(viewer: Viewer) -> Q:
    return between_us(viewer)


@rule(LogEntry, Ground.MINE)
def what_i_wrote_down(viewer: Viewer) -> Q:
    return Q(by_id=viewer.person_id, life=viewer.life)


@rule(LogEntry, Ground.SIDE)
def what_i_was_named_to_hear(viewer: Viewer) -> Q:
    # Named one by one: running the place, or walking with somebody, gives no ground here.
    named = LogHearer.objects.filter(person_id=viewer.person_id, entry_id=OuterRef("pk"))
    return Q(Exists(named)) if viewer.life == Life.WORKING else NOBODY


def seen_entry(viewer: Viewer) -> Q:
    seen = what_i_wrote_down(viewer) | what_i_was_named_to_hear(viewer)
    return Q(Exists(LogEntry.objects.filter(seen, pk=OuterRef("entry_id"))))


@rule(LogHearer, Ground.SIDE)
def who_hears_what_i_see(viewer: Viewer) -> Q:
    return seen_entry(viewer)


@rule(LogAnswer, Ground.SIDE)
def answers_to_what_i_see(viewer: Viewer) -> Q:
    return seen_entry(viewer)


@rule(DataRequest, Ground.MINE)
def requests_i_keep_or_that_are_about_me(viewer: Viewer) -> Q:
    # Whoever it is about reads in their own life that somebody asks in their name.
    if viewer.life == Life.WORKING:
        return Q(kept_by_id=viewer.person_id)
    return Q(about_id=viewer.person_id)


@rule(DataRequest, Ground.SIDE)
def requests_about_somebody_i_walk_with(viewer: Viewer) -> Q:
    # Those at work who walk with them decide about what is told there; nobody else can.
    ours = Side.objects.filter(relationship_id__in=my_relationship_ids(viewer), life=Life.OWN.value)
    theirs = ours.filter(person_id=OuterRef("about_id"))
    return Q(Exists(theirs)) if viewer.life == Life.WORKING else NOBODY


@rule(RequestStep, Ground.SIDE)
def what_became_of_requests_i_see(viewer: Viewer) -> Q:
    seen = requests_i_keep_or_that_are_about_me(viewer)
    seen |= requests_about_somebody_i_walk_with(viewer)
    # That somebody at work noted something for themselves is theirs alone to know.
    known = Q(row_id=None)
    if viewer.life == Life.WORKING:
        known |= Q(by_id=viewer.person_id)
    return known & Q(Exists(DataRequest.objects.filter(seen, pk=OuterRef("request_id"))))


@rule(Withheld, Ground.MINE)
def what_i_held_back(viewer: Viewer) -> Q:
    return Q(by_id=viewer.person_id) if viewer.life == Life.WORKING else NOBODY


@rule(Withheld, Ground.SIDE)
def what_i_am_to_look_over(viewer: Viewer) -> Q:
    return Q(reviewer_id=viewer.person_id) if viewer.life == Life.WORKING else NOBODY


@rule(WithheldReview, Ground.SIDE)
def what_was_said_of_what_was_held_back(viewer: Viewer) -> Q:
    held = Q(by_id=viewer.person_id) | Q(reviewer_id=viewer.person_id)
    seen = Q(Exists(Withheld.objects.filter(held, pk=OuterRef("withheld_id"))))
    return seen if viewer.life == Life.WORKING else NOBODY
