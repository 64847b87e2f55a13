"""What can be asked of the pages people write about themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.grounds import Ground
from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.prepared import prepared
from alongside.kit.time import here
from alongside.people.queries import names_on_the_trail
from alongside.profiles.headings import Heading, Sheet, headings_of, sheet_of
from alongside.profiles.models import (
    Appreciation,
    Attachment,
    AttachmentKind,
    Card,
    PageOpening,
    Told,
)
from alongside.relationships.models import Side
from alongside.shares.queries import BY_THEIR_YES, live_shares
from alongside.vault.fields import is_gone, open_rows


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading: words, a photo, a voice note, or some of these."""

    heading: Heading
    told: Told | None = None
    photo: Attachment | None = None
    voice: Attachment | None = None

    @property
    def words(self) -> str:
        return self.told.words if self.told else ""

    @property
    def written_with(self) -> str:
        return self.told.written_with if self.told else ""

    @property
    def told_at(self) -> datetime:
        """When the newest of it was told."""
        each = (self.photo, self.voice)
        added = [one.added_at for one in each if one]
        return max(added + ([self.told.told_at] if self.told else []))


@dataclass(frozen=True, slots=True)
class Page:
    """One of the two pages of somebody: what is told, in the order of the headings."""

    sheet: Sheet
    parts: list[Part]
    appreciated: list[Appreciation]

    @property
    def is_empty(self) -> bool:
        return not (self.parts or self.appreciated)

    @property
    def unwritten(self) -> list[Heading]:
        """Headings to borrow."""
        told = {part.heading for part in self.parts}
        return [each for each in headings_of(self.sheet) if each not in told]

    @property
    def last_told(self) -> datetime | None:
        return max((part.told_at for part in self.parts), default=None)

    @property
    def is_one_telling(self) -> bool:
        """All told on one day with the same help: to be said once."""
        return len({(here(each.told_at).date(), each.written_with) for each in self.parts}) == 1

    def under(self, heading: Heading) -> Part | None:
        return next((part for part in self.parts if part.heading == heading), None)

    @property
    def lines(self) -> list[tuple[Heading, Part | None]]:
        return [(each, self.under(each)) for each in headings_of(self.sheet)]


Beside = dict[tuple[str, str], Attachment]
"""What is attached, by heading and kind."""


def page_of(
    viewer: Viewer, person_id: UUID, life: str, sheet: Sheet, *, whole: bool = False
) -> Page:
    """What the viewer may read of one page of this person in this life: theirs or another's.

    `whole`: photos are opened too, for paper; else they are asked for one by one.
    """
    told = Told.objects.ours(viewer).filter(person_id=person_id, life=life, sheet=sheet)
    beside = attachments_of(viewer, person_id, life, sheet, whole=whole)
    on_it: list[Appreciation] = []
    if sheet == Sheet.ONE_PAGE:
        said = Appreciation.objects.ours(viewer).filter(about_id=person_id, life=life)
        on_it = list(said.filter(accepted_at__isnull=False, left_at=None).order_by("at"))
        open_rows(on_it)
    parts = _parts(sheet, told.filter(replaced_at=None), beside)
    return Page(sheet, parts, [each for each in on_it if each.words])


def _parts(sheet: Sheet, told: Iterable[Told], beside: Beside) -> list[Part]:
    standing = {part.heading: part for part in _opened(told) if part.words}
    return [
        Part(each, standing.get(each.value), photo, voice)
        for each in headings_of(sheet)
        for photo, voice in [[beside.get((each.value, kind.value)) for kind in AttachmentKind]]
        if each.value in standing or photo or voice
    ]


def shared_page(viewer: Viewer, person_id: UUID, sheet: Sheet, *grounds: Ground) -> list[Part]:
    """What a share of one page by itself shows, on these grounds: no appreciation of others'."""
    of = {"person_id": person_id, "life": Life.OWN, "sheet": sheet}
    told = Told.objects.visible_to(viewer, *grounds).filter(**of, replaced_at=None)
    rows = Attachment.objects.visible_to(viewer, *grounds).filter(**of)
    return _parts(sheet, told, _by_heading(rows.defer("content")))


def attachments_of(
    viewer: Viewer, person_id: UUID, life: str, sheet: Sheet, *, whole: bool = False
) -> Beside:
    """By heading and kind. What is on them in words is opened; photos themselves if `whole`."""
    rows = Attachment.objects.ours(viewer).filter(person_id=person_id, life=life, sheet=sheet)
    kinds = {AttachmentKind.PHOTO.value} if whole else set[str]()
    return _by_heading(
        [*rows.filter(kind__in=kinds), *rows.exclude(kind__in=kinds).defer("content")]
    )


def _by_heading(rows: Iterable[Attachment]) -> Beside:
    found = list(rows)
    open_rows(found)
    return {(each.heading, each.kind): each for each in found if not is_gone(each)}


def attached_under(viewer: Viewer, heading: Heading) -> dict[AttachmentKind, Attachment]:
    """What I put under one heading, by kind."""
    mine = attachments_of(viewer, viewer.person_id, viewer.life.value, sheet_of(heading))
    return {
        kind: mine[heading.value, kind.value]
        for kind in AttachmentKind
        if (heading.value, kind.value) in mine
    }


def attachment(viewer: Viewer, id: UUID) -> Attachment | None:
    """One of them, opened; nothing for whoever has no ground on it."""
    found = Attachment.objects.visible_to(viewer).filter(id=id).first()
    if found is None:
        return None
    open_rows([found])
    return found if found.content else None


def my_page(viewer: Viewer, sheet: Sheet, *, whole: bool = False) -> Page:
    return page_of(viewer, viewer.person_id, viewer.life.value, sheet, whole=whole)


def shown_in(viewer: Viewer, found: Attachment) -> set[tuple[Ground, UUID]]:
    """On which grounds, in which relationships, another's opens to the viewer: for the trail."""
    of = {"person_id": found.person_id, "life": found.life}
    opened = PageOpening.objects.visible_to(viewer, Ground.SIDE).filter(**of, sheet=found.sheet)
    between = set(opened.values_list("relationship_id", flat=True))
    if (found.life, found.sheet) == (Life.WORKING.value, Sheet.ONE_PAGE.value):
        at_work = Side.objects.ours(viewer).filter(**of, left_at=None)
        between |= set(at_work.values_list("relationship_id", flat=True))
    by_side = {(Ground.SIDE, each) for each in between}
    return by_side | {
        (ground, each)
        for ground in BY_THEIR_YES
        for each in live_shares(viewer, ground)
        .filter(strand=Strand.ABOUT_ME, about_id=found.person_id, sheet=found.sheet)
        .values_list("relationship_id", flat=True)
    }


def who_wrote(selves: Sequence[Viewer], sheet: Sheet) -> Viewer:
    """The one of my records that told something here; the first if none did."""
    if len(selves) == 1:
        return selves[0]
    return next((me for me in selves if not my_page(me, sheet).is_empty), selves[0])


def tellings_under(viewer: Viewer, heading: Heading) -> list[Told]:
    """Everything I told under one heading, newest first: what stands, and what stood before."""
    mine = Told.objects.visible_to(viewer, Ground.MINE).filter(heading=heading)
    return _opened(mine.order_by("-told_at", "-id"))


def _opened(rows: Iterable[Told]) -> list[Told]:
    found = list(rows)
    open_rows(found)
    return found


def pages_opened_by_me(viewer: Viewer) -> dict[tuple[UUID, str], PageOpening]:
    """By relationship and page: what I opened and have not taken back."""
    mine = PageOpening.objects.visible_to(viewer, Ground.MINE).filter(taken_back_at=None)
    return {(each.relationship_id, each.sheet): each for each in mine}


def offered_to_me(viewer: Viewer) -> list[Appreciation]:
    """What waits for my word, oldest first, opened."""
    mine = _about_me(viewer)
    found = list(mine.filter(accepted_at=None, left_at=None).order_by("at"))
    open_rows(found)
    return [each for each in found if each.words]


def _about_me(viewer: Viewer) -> GuardedQuerySet[Appreciation]:
    said = Appreciation.objects.visible_to(viewer, Ground.MINE)
    return said.filter(about_id=viewer.person_id, life=viewer.life)


def who_appreciates(viewer: Viewer) -> set[UUID]:
    """In which relationships something was said to me that I have not answered."""
    return set(_unanswered(viewer))


@prepared
def _unanswered(viewer: Viewer) -> "QuerySet[Appreciation, UUID]":
    said = _about_me(viewer).filter(accepted_at=None, left_at=None)
    return said.values_list("relationship_id", flat=True)


def left_off(viewer: Viewer) -> list[Appreciation]:
    """What I left off my page: I may still put it on."""
    found = list(_about_me(viewer).filter(left_at__isnull=False).order_by("at"))
    open_rows(found)
    return [each for each in found if each.words]


def offered_by_me(viewer: Viewer, relationship_id: UUID) -> list[Appreciation]:
    """What I offered the other side, newest first, opened."""
    mine = Appreciation.objects.visible_to(viewer, Ground.MINE).filter(by_id=viewer.person_id)
    found = list(mine.filter(relationship_id=relationship_id).order_by("-at"))
    open_rows(found)
    return found


def names_of(said: Iterable[Appreciation]) -> dict[UUID, str]:
    """Who offered, by name: for whom it is about, who knows them."""
    return names_on_the_trail({each.by_id for each in said})


def my_cards(viewer: Viewer) -> list[Card]:
    """Cards I made and did not take out, newest first, opened."""
    mine = Card.objects.visible_to(viewer, Ground.MINE).filter(Q(taken_back_at=None))
    found = list(mine.order_by("-made_at"))
    open_rows(found)
    return found


def headings_on(card: Card) -> list[str]:
    """What a card shows, by its headings."""
    chosen = card.chosen.split(",")
    return [str(each.label) for each in Heading if each.value in chosen]
