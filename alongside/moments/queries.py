"""What can be asked of moments. Every question starts at what the viewer may see."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.kit.time import now
from alongside.relationships.queries import my_relationship_ids
from alongside.shares.told_later import Later, told_late
from alongside.vault.fields import SealedModel, open_rows

if TYPE_CHECKING:
    from alongside.moments.models import (
        BroughtIn,
        KeptApart,
        Moment,
        Stance,
        Telling,
        Turning,
        WrongPerson,
    )

PAGE = 25
"""Moments on one page of a story; older ones load on demand, by key, never by counting."""


class Place(NamedTuple):
    """Where in a story a page ends: the last moment on it."""

    happened_at: datetime
    id: UUID


def place_said(key: str) -> Place | None:
    """A place in a story as its address says it; nothing for what cannot be read."""
    when, _bar, id_ = key.partition("_")
    try:
        happened_at = datetime.fromisoformat(when)
        return Place(happened_at.astimezone(UTC), UUID(id_)) if happened_at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def key_of(place: Place | None) -> str:
    """The same place, as an address says it."""
    return f"{place.happened_at.isoformat()}_{place.id.hex}" if place else ""


class MomentQuerySet(GuardedQuerySet["Moment"]):
    def older_than(self, place: Place | None) -> "MomentQuerySet":
        newest_first = self.order_by("-happened_at", "-id")
        if place is None:
            return newest_first
        older = Q(happened_at__lt=place.happened_at)
        same_time = Q(happened_at=place.happened_at, id__lt=place.id)
        return newest_first.filter(older | same_time)


class TellingQuerySet(GuardedQuerySet["Telling"]):
    pass


@dataclass(slots=True)
class Entry:
    """One place in a story: a moment with all that belongs to it, or a mark.

    A mark says that one is kept apart, or was here by mistake.
    """

    happened_at: datetime
    moment: "Moment | None" = None
    kept_apart: "KeptApart | None" = None
    taken_away: "WrongPerson | None" = None
    brought_in: "BroughtIn | None" = None
    told_late: list[Later] = field(default_factory=list)
    """Until when even the mark was hidden, why, and by whom."""
    tellings: list["Telling"] = field(default_factory=list)
    stances: list["Stance"] = field(default_factory=list)
    turnings: list["Turning"] = field(default_factory=list)


def place_of(entry: Entry) -> Place:
    """Where a moment stands."""
    if entry.moment is None:
        message = "Only a moment has a place of its own."
        raise ValueError(message)
    return Place(entry.moment.happened_at, entry.moment.id)


@dataclass(slots=True)
class StoryPage:
    entries: list[Entry]
    earlier: Place | None
    """Where the next page begins; None at the beginning of the story."""


def story_page(viewer: Viewer, relationship_id: UUID, before: Place | None = None) -> StoryPage:
    """One page of the story between the viewer and the other side, newest first, opened."""
    moments = _newest(viewer, relationship_id, before)
    more = len(moments) > PAGE
    moments = moments[:PAGE]
    earlier = Place(moments[-1].happened_at, moments[-1].id) if more else None
    entries = entries_of(viewer, moments)
    entries += _kept_apart_from(viewer, relationship_id, before, earlier)
    entries += _taken_away_from(viewer, relationship_id, before, earlier)
    entries.sort(key=lambda entry: entry.happened_at, reverse=True)
    return StoryPage(entries, earlier)


def story_pages(viewer: Viewer, relationship_id: UUID, pages: int) -> tuple[list[Entry], bool]:
    """So many pages of it in one, newest first, opened; and whether there is more before that."""
    page = story_page(viewer, relationship_id)
    entries = list(page.entries)
    while page.earlier is not None and pages > 1:
        page, pages = story_page(viewer, relationship_id, page.earlier), pages - 1
        entries += page.entries
    return entries, page.earlier is not None


def just_mine(viewer: Viewer, before: Place | None = None) -> list[Entry]:
    """What the viewer wrote for themselves alone, newest first, opened: a page and one more."""
    return entries_of(viewer, list(_just_mine(viewer, before)))


@prepared
def _just_mine(viewer: Viewer, before: Place | None) -> "QuerySet[Moment]":
    from alongside.moments.models import Moment

    mine = Moment.objects.ours(viewer).filter(noted_by_id=viewer.person_id, relationship=None)
    return mine.older_than(before)[: PAGE + 1]


@prepared
def _newest(viewer: Viewer, relationship_id: UUID, before: Place | None) -> "QuerySet[Moment]":
    from alongside.moments.models import Moment

    between = Moment.objects.ours(viewer).filter(relationship_id=relationship_id)
    return between.older_than(before)[: PAGE + 1]


def entry_of(viewer: Viewer, moment_id: UUID) -> Entry:
    """One moment with all that belongs to it; a stranger's 404 when there is no ground."""
    from alongside.moments.models import Moment

    return entries_of(viewer, [Moment.objects.get_ours(viewer, id=moment_id)])[0]


def entries_of(viewer: Viewer, moments: list["Moment"]) -> list[Entry]:
    from alongside.moments.models import BroughtIn, KeptApart, Stance, Turning

    entries = {m.id: Entry(happened_at=m.happened_at, moment=m) for m in moments}
    ids = list(entries)
    tellings, stances = _tellings(viewer, ids), _of_moments(viewer, ids, Stance)
    # Few moments have any of these: one question finds which, and mostly it is the last.
    rare = list(set(_with_more(viewer, ids)))
    apart, brought, turned = (
        _of_moments(viewer, rare, kind) if rare else [] for kind in (KeptApart, BroughtIn, Turning)
    )
    sealed: list[SealedModel] = [*moments, *tellings, *stances, *apart, *brought]
    open_rows(sealed)
    for telling in tellings:
        entries[telling.moment_id].tellings.append(telling)
    for stance in stances:
        if not stance.place:  # erased
            continue
        entries[stance.moment_id].stances.append(stance)
    for kept_apart in (mark for mark in apart if mark.shown_at is None):
        entries[kept_apart.moment_id].kept_apart = kept_apart
    for brought_in in brought:
        entries[brought_in.moment_id].brought_in = brought_in
    for turning in turned:
        entries[turning.moment_id].turnings.append(turning)
    return list(entries.values())


@prepared
def _tellings(viewer: Viewer, moment_ids: list[UUID]) -> "QuerySet[Telling]":
    from alongside.moments.models import Telling

    told = Telling.objects.ours(viewer).filter(moment_id__in=moment_ids)
    return told.order_by("told_at", "id")


@prepared
def _of_moments(viewer: Viewer, moment_ids: list[UUID], kind: type[Any]) -> "QuerySet[Any]":
    """What else belongs to these moments: stances, marks, turnings."""
    found: QuerySet[Any] = kind.objects.ours(viewer).filter(moment_id__in=moment_ids)
    return found


@prepared
def _with_more(viewer: Viewer, moment_ids: list[UUID]) -> "QuerySet[Any, UUID]":
    """Those of these moments that are kept apart, brought in, or when it changed."""
    from alongside.moments.models import BroughtIn, KeptApart, Turning

    apart, *others = (
        kind.objects.ours(viewer)
        .filter(moment_id__in=moment_ids)
        .order_by()
        .values_list("moment_id", flat=True)
        for kind in (KeptApart, BroughtIn, Turning)
    )
    return apart.union(*others)


def said_by_others(viewer: Viewer, moment_id: UUID) -> list["Telling"]:
    """What others told about one moment, in order, opened."""
    told = [each for each in _tellings(viewer, [moment_id]) if each.teller_id != viewer.person_id]
    open_rows(told)
    return told


def my_stances(viewer: Viewer, moment_ids: list[UUID]) -> dict[UUID, "Stance"]:
    """Where the viewer's own dots stand, in those of these moments where there is one."""
    from alongside.moments.models import Stance

    placed = _of_moments(viewer, moment_ids, Stance)
    mine = {stance.moment_id: stance for stance in placed if stance.by_id == viewer.person_id}
    open_rows(list(mine.values()))
    return mine


def _kept_apart_from(
    viewer: Viewer, relationship_id: UUID, before: Place | None, earlier: Place | None
) -> list[Entry]:
    """The marks of what the other side keeps apart, between these two places in the story."""
    older, newer = before and before.happened_at, earlier and earlier.happened_at
    found = _marks(viewer, relationship_id, older, newer)
    open_rows(found)
    late = told_late(viewer, [mark.id for mark in found]) if found else []
    return [
        Entry(mark.happened_at, kept_apart=mark, told_late=[d for d in late if d.of_id == mark.id])
        for mark in found
    ]


def marks_both_see(viewer: Viewer, mark_ids: list[UUID]) -> set[UUID]:
    """Those of these marks of what is kept apart that the other side sees too, as they stand."""
    from alongside.moments.models import KeptApart
    from alongside.shares.queries import told_later

    if not mark_ids:
        return set()
    marks = KeptApart.objects.ours(viewer).filter(~told_later("pk"), id__in=mark_ids)
    return set(marks.filter(moment__opens_at__lte=now()).values_list("id", flat=True))


def _taken_away_from(
    viewer: Viewer, relationship_id: UUID, before: Place | None, earlier: Place | None
) -> list[Entry]:
    """What the other side put here by mistake and took away, between these two places."""
    older, newer = before and before.happened_at, earlier and earlier.happened_at
    found = _mistakes(viewer, relationship_id, older, newer)
    return [Entry(happened_at=mark.at, taken_away=mark) for mark in found]


@prepared
def _mistakes(
    viewer: Viewer, relationship_id: UUID, before: datetime | None, earlier: datetime | None
) -> "QuerySet[WrongPerson]":
    from alongside.moments.models import WrongPerson

    between = WrongPerson.objects.ours(viewer).filter(relationship_id=relationship_id)
    marks = between.exclude(by_id=viewer.person_id)
    if before is not None:
        marks = marks.filter(at__lt=before)
    return marks if earlier is None else marks.filter(at__gte=earlier)


@prepared
def _marks(
    viewer: Viewer, relationship_id: UUID, before: datetime | None, earlier: datetime | None
) -> "QuerySet[KeptApart]":
    from alongside.moments.models import KeptApart

    between = KeptApart.objects.ours(viewer).filter(relationship_id=relationship_id)
    marks = between.filter(shown_at=None)
    marks = marks.exclude(by_id=viewer.person_id)
    if before is not None:
        marks = marks.filter(happened_at__lt=before)
    if earlier is not None:
        marks = marks.filter(happened_at__gte=earlier)
    return marks


def old_notes(viewer: Viewer, relationship_id: UUID, *, aside: bool = False) -> "QuerySet[Moment]":
    """Old notes the other side does not see: those that wait to be read through, or set aside."""
    from alongside.moments.models import Moment

    unread = Moment.objects.ours(viewer).filter(
        relationship_id=relationship_id,
        brought_in__isnull=False,
        brought_in__read_at=None,
        brought_in__aside_at__isnull=not aside,
    )
    return unread.order_by("happened_at", "id")


@prepared
def kept_apart_until(viewer: Viewer, day: date) -> "QuerySet[KeptApart]":
    """What the viewer keeps apart and said they would look at again by this day."""
    from alongside.moments.models import KeptApart

    mine = KeptApart.objects.ours(viewer).filter(by_id=viewer.person_id, shown_at=None)
    return mine.filter(review_on__lte=day).order_by("review_on", "id")


def last_met(viewer: Viewer) -> dict[UUID, datetime]:
    """When the viewer last really met the other side, for each of their relationships.

    A meeting or a chance one counts, once it is past; a try, a call or a message does not.
    """
    return {between: last for between, last in _last_met(viewer) if last}


@prepared
def _last_met(viewer: Viewer) -> "QuerySet[Any, tuple[UUID, datetime | None]]":
    """The newest one of each relationship, by its index: not the most of all that ever were."""
    from alongside.moments.models import Kind, Moment

    met = Moment.objects.ours(viewer).filter(
        relationship_id=OuterRef("relationship_id"),
        kind__in=(Kind.MET, Kind.CHANCE),
        happened_at__lte=now(),
    )
    newest = met.order_by("-happened_at", "-id").values("happened_at")[:1]
    mine = my_relationship_ids(viewer).annotate(last=Subquery(newest))
    return mine.values_list("relationship_id", "last")


def words_left_for(viewer: Viewer, since: datetime) -> list["Telling"]:
    """All words others left since then that the viewer has said nothing after, newest first."""
    answered, left = set[UUID | None](), []
    for telling in _told_since(viewer, since):
        if telling.teller_id == viewer.person_id:
            answered.add(telling.relationship_id)
        elif telling.relationship_id not in answered:
            left.append(telling)
    open_rows(left)
    return left


def words_left_before(viewer: Viewer, before: datetime) -> list["Telling"]:
    """The same from before then, the newest first: a page of them, and one more if there are."""
    left = _unanswered(viewer, viewer.person_id, before)
    open_rows(left)
    return left


@prepared
def _unanswered(viewer: Viewer, me: UUID, before: datetime) -> "QuerySet[Telling]":
    from alongside.moments.models import Telling

    between = Telling.objects.ours(viewer).filter(
        relationship_id__in=my_relationship_ids(viewer),
        told_at__lt=before,
        moment__brought_in=None,
    )
    answer = Telling.objects.filter(
        relationship_id=OuterRef("relationship_id"),
        teller_id=me,
        told_at__gte=OuterRef("told_at"),
        moment__brought_in=None,
    )
    left = between.exclude(teller_id=me).filter(~Exists(answer))
    return left.order_by("-told_at", "-id")[: PAGE + 1]


@prepared
def _told_since(viewer: Viewer, since: datetime) -> "QuerySet[Telling]":
    from alongside.moments.models import Telling

    # Said of what the rule says already: so that nobody else's words have to be looked through.
    between = Telling.objects.ours(viewer).filter(
        relationship_id__in=my_relationship_ids(viewer),
        told_at__gte=since,
        moment__brought_in=None,
    )
    return between.order_by("-told_at", "-id")
