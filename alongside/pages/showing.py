"""A story as its page says it: whose voice, which day, who can see it."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.access.viewer import Viewer
from alongside.kit.time import here, now
from alongside.kit.words import again, label, month
from alongside.moments.models import BroughtIn, Kind, Stance, Telling, WrongPerson
from alongside.moments.panes import pane_of
from alongside.moments.queries import Entry
from alongside.promises.showing import PromiseLine
from alongside.relationships.models import WhatMatters
from alongside.relationships.queries import Between
from alongside.shares.told_later import Later

ICONS = {
    Kind.MET.value: "cup",
    Kind.CALL.value: "phone",
    Kind.MESSAGE.value: "say",
    Kind.TRIED.value: "door",
    Kind.CHANCE.value: "walk",
}
A_TITLE = 60
"""As much of who else was there as a title holds."""
FIRST_WORDS = re.compile(r"(.{12,50}?)(?=[.!?]\s+\S|\n)|(.{24,40}[^\s.,;:!?])(?=\s.{12})")
"""A short first sentence, or as much as comes before a space; nothing when that is all there is."""
FOLDS_AFTER, FOLDS_AFTER_LINES = 900, 14
"""A telling longer than this is folded in a story: nothing of it is cut."""


@dataclass(slots=True)
class Voice:
    """One telling, ready to be shown."""

    id: UUID
    name: str
    kind: str
    """`self` for the one whose page it is, `worker` for the one alongside."""
    words: str
    otherwise: bool
    taken_down_by: str
    can_undo: bool

    @property
    def is_long(self) -> bool:
        """Long enough to be folded where it stands among others."""
        words = self.words
        return len(words) > FOLDS_AFTER or words.count("\n") > FOLDS_AFTER_LINES


@dataclass(slots=True)
class Dot:
    """One placed stance, in per cent of the pad from its left and from its top."""

    name: str
    kind: str
    left: int
    top: int
    pane: str
    mine: bool


BY_FIRST_WORDS = gettext_noop("%(kind)s: “%(words)s”")


@dataclass(slots=True)
class Shown:
    """One place in a story, ready for its template."""

    id: UUID | None
    kind: str
    icon: str
    happened_at: datetime
    month: date
    is_mine: bool
    voices: list[Voice] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    others: str = ""
    in_the_way: str = ""
    learned: str = ""
    kept_apart_by: str = ""
    told_late: list[Later] = field(default_factory=list)
    taken_away_by: str = ""
    reason: str = ""
    review_on: date | None = None
    not_read_yet: bool = False
    aside_why: str = ""
    brought_in: bool = False
    undated: bool = False
    """Old words whose file gave no day: they stand at the very beginning."""
    turned: list[str] = field(default_factory=list)
    i_turned: bool = False
    opens_at: datetime | None = None
    promises: list[PromiseLine] = field(default_factory=list)
    month_words: str = ""
    """Said before the first moment of a month."""

    @property
    def can_undo(self) -> bool:
        """Nobody else has seen it yet."""
        return self.is_mine and self.opens_at is not None and now() < self.opens_at

    @property
    def address(self) -> str:
        """Where this moment has a page of its own."""
        return _address_of_moments() % self.id

    @property
    def title(self) -> str:
        """The kind, and who else was there or the first words: enough to find it again."""
        if self.others_in_title:
            return _("%(kind)s, with %(others)s") % {"kind": self.kind, "others": self.others}
        said = self.first_words
        return again(BY_FIRST_WORDS) % {"kind": self.kind, "words": said} if said else self.kind

    @property
    def heading(self) -> str:
        """The title where all the words stand right below it."""
        return self.title if self.others_in_title else self.kind

    @property
    def first_words(self) -> str:
        """How the first telling begins, when there is more of it to read below."""
        found = FIRST_WORDS.match(self.voices[0].words) if self.voices else None
        if found is None:
            return ""
        return found[1] or f"{found[2]}…"

    @property
    def others_in_title(self) -> bool:
        return 0 < len(self.others) <= A_TITLE and not self.undated

    @property
    def has_more(self) -> bool:
        """There is something to say beside the words."""
        return bool(
            self.kept_apart_by
            or self.taken_away_by
            or self.in_the_way
            or self.learned
            or (self.others and not self.others_in_title)
            or self.dots
            or self.turned
            or self.not_read_yet
            or self.brought_in
        )

    @property
    def i_placed(self) -> bool:
        """My own dot stands here already."""
        return any(dot.mine for dot in self.dots)

    @property
    def two_accounts(self) -> bool:
        """The tellings disagree: both are shown side by side."""
        return any(voice.otherwise for voice in self.voices)


@dataclass(frozen=True, slots=True)
class Matters:
    """What matters most to somebody, ready to be shown."""

    words: str
    said_at: datetime
    relationship_id: UUID
    written_by: str
    """Who wrote it down for them, with their yes; nothing when they did so themselves."""


def matters_of(between: Between | None, said: WhatMatters | None) -> Matters | None:
    """What matters most, with the name of whoever wrote it down for somebody."""
    if said is None:
        return None
    by = said.taken_down_by_id
    name = _names(between).get(by, _("Somebody")) if by else ""
    return Matters(said.words, said.said_at, said.relationship_id, name)


@cache
def _address_of_moments() -> str:
    # Worked out once: on a page of moments, Django's own way takes as long as the words.
    nobody = UUID(int=0)
    return reverse("pages:moment", args=[nobody]).replace(str(nobody), "%s")


def shown(viewer: Viewer, between: Between | None, entry: Entry) -> Shown:
    """One entry of a story as this viewer sees it."""
    if entry.taken_away is not None:
        return _mark_of_taken_away(between, entry.taken_away)
    if entry.moment is None:
        return _mark_of_kept_apart(between, entry)
    moment = entry.moment
    names = _names(between)
    # Mine to read when the other side pauses are my own words, and nothing they wrote beside them.
    stopped = between is not None and between.is_paused and viewer.person_id != between.supported.id
    beside = not stopped or moment.noted_by_id == viewer.person_id
    place = Shown(
        id=moment.id,
        kind=label(Kind(moment.kind)),
        icon=ICONS[moment.kind],
        happened_at=moment.happened_at,
        month=here(moment.happened_at).date().replace(day=1),
        is_mine=moment.noted_by_id == viewer.person_id,
        voices=[_voice(viewer, between, telling) for telling in entry.tellings],
        dots=[_dot(viewer, between, stance) for stance in entry.stances],
        others=moment.others if beside else "",
        in_the_way=moment.in_the_way if beside else "",
        learned=moment.learned if beside else "",
        turned=[names.get(turning.by_id, "") for turning in entry.turnings],
        i_turned=any(turning.by_id == viewer.person_id for turning in entry.turnings),
        opens_at=moment.opens_at,
    )
    if entry.kept_apart:
        place.kept_apart_by = names.get(entry.kept_apart.by_id, "")
        place.reason, place.review_on = entry.kept_apart.reason, entry.kept_apart.review_on
    if entry.brought_in:
        place.not_read_yet = entry.brought_in.read_at is None
        place.undated = entry.brought_in.undated
        if entry.brought_in.aside_at:
            place.aside_why = entry.brought_in.get_aside_why_display()
        if place.undated:
            # What a row says of somebody was never a message.
            place.kind, place.icon = _("From the old file"), "sheet"
        _name_author(place, entry.tellings, entry.brought_in)
    return place


def _name_author(place: Shown, tellings: list[Telling], brought_in: BroughtIn) -> None:
    """The old words carry the name the file gives, never that of the side they lie under."""
    place.brought_in = True
    for voice, telling in zip(place.voices, tellings, strict=True):
        if telling.teller_id == brought_in.teller_id:
            nobody = _("The old file") if place.undated else _("No name was given")
            voice.name = brought_in.author or nobody
            return


def with_months(places: list[Shown]) -> list[Shown]:
    """Say the month before the first moment of each."""
    before: date | None = None
    for place in places:
        if place.month != before:
            place.month_words = _("No day was given") if place.undated else month(place.month)
        before = place.month
    return places


def _mark_of_taken_away(between: Between | None, mark: WrongPerson) -> Shown:
    return Shown(
        id=None,
        kind=_("Something was here by mistake"),
        icon="swap",
        happened_at=mark.at,
        month=here(mark.at).date().replace(day=1),
        is_mine=False,
        taken_away_by=_names(between).get(mark.by_id, ""),
    )


def _mark_of_kept_apart(between: Between | None, entry: Entry) -> Shown:
    mark = entry.kept_apart
    if mark is None:
        message = "An entry has a moment or the mark of one kept apart."
        raise ValueError(message)
    return Shown(
        id=None,
        kind=_("Something is kept apart"),
        icon="lock",
        happened_at=mark.happened_at,
        month=here(mark.happened_at).date().replace(day=1),
        is_mine=False,
        kept_apart_by=_names(between).get(mark.by_id, ""),
        reason=mark.reason,
        review_on=mark.review_on,
        told_late=entry.told_late,
    )


def _names(between: Between | None) -> dict[UUID, str]:
    if between is None:
        return {}
    return {between.me.id: between.me.called, between.other.id: between.other.called}


def _kind(between: Between | None, person_id: UUID) -> str:
    if between is None:
        return "worker"
    return "self" if person_id == between.supported.id else "worker"


def _voice(viewer: Viewer, between: Between | None, telling: Telling) -> Voice:
    names = _names(between)
    mine = viewer.person_id in {telling.teller_id, telling.taken_down_by_id}
    return Voice(
        id=telling.id,
        name=names.get(telling.teller_id) or _("Me"),
        kind=_kind(between, telling.teller_id),
        words=telling.words,
        otherwise=telling.otherwise,
        taken_down_by=names.get(telling.taken_down_by_id, "") if telling.taken_down_by_id else "",
        can_undo=mine and now() < telling.opens_at,
    )


def _dot(viewer: Viewer, between: Between | None, stance: Stance) -> Dot:
    support, challenge = stance.support_and_challenge()
    return Dot(
        name=_names(between).get(stance.by_id, ""),
        kind=_kind(between, stance.by_id),
        left=challenge,
        top=100 - support,
        pane=str(pane_of(support, challenge).name),
        mine=stance.by_id == viewer.person_id,
    )


DIGITS = 6
"""More than anybody's life holds."""


def number_asked(said: str) -> int:
    """A number that an address asks for; 0 where it is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= DIGITS else 0
