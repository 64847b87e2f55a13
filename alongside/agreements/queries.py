from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.agreements.models import (
    Agreement,
    AgreementAnswer,
    Doing,
    DoingChange,
    Ending,
    HardAnswer,
    HardThing,
    Rest,
    Turn,
)
from alongside.kit.prepared import prepared
from alongside.kit.time import here, today
from alongside.vault.fields import SealedModel, open_rows

# --- versions of an agreement -------------------------------------------------------------------


@dataclass(slots=True)
class Version:
    """One version, with what the other side said to it."""

    agreement: Agreement
    answers: list[AgreementAnswer] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        made: UUID = self.agreement.id
        return made

    @property
    def yes(self) -> AgreementAnswer | None:
        return next((answer for answer in self.answers if answer.agrees), None)

    @property
    def seen_otherwise(self) -> list[AgreementAnswer]:
        return [answer for answer in self.answers if not answer.agrees]


@dataclass(slots=True)
class Versions:
    """All versions of one relationship: the one that holds, those still open, those before."""

    holds: Version | None = None
    open: list[Version] = field(default_factory=list)
    before: list[Version] = field(default_factory=list)

    def among(self, agreement_id: UUID) -> Version:
        """One of them; a stranger's 404 otherwise."""
        everyone = [*self.open, *self.before, *([self.holds] if self.holds else [])]
        found = next((version for version in everyone if version.id == agreement_id), None)
        if found is None:
            raise Http404
        return found

    @property
    def newest_open(self) -> Version | None:
        return self.open[-1] if self.open else None


def versions_between(viewer: Viewer, relationship_id: UUID) -> Versions:
    """Every version the two have written, opened."""
    agreements = Agreement.objects.ours(viewer).filter(relationship_id=relationship_id)
    return _with_answers(viewer, agreements.order_by("written_at", "id"))


def _with_answers(viewer: Viewer, agreements: Iterable[Agreement]) -> Versions:
    written = list(agreements)
    ids = [each.id for each in written]
    said = AgreementAnswer.objects.ours(viewer).filter(agreement_id__in=ids)
    answers = list(said.order_by("at", "id"))
    sealed: list[SealedModel] = [*written, *answers]
    open_rows(sealed)
    return sorted_out(written, answers)


def sorted_out(written: Iterable[Agreement], answers: Iterable[AgreementAnswer]) -> Versions:
    """Which version holds, and which still wait for a word: oldest first in each list."""
    all_of_them = {each.id: Version(each) for each in written}
    for answer in answers:
        if answer.agreement_id in all_of_them:
            all_of_them[answer.agreement_id].answers.append(answer)
    sorted_ = Versions(holds=_agreed_last(all_of_them.values()))
    rewritten = _rewritten_by_their_writer(all_of_them)
    for version in all_of_them.values():
        if version is sorted_.holds:
            continue
        waits = version.id not in rewritten and _is_open(version, sorted_.holds, all_of_them)
        (sorted_.open if waits else sorted_.before).append(version)
    return sorted_


def _agreed_last(versions: Iterable[Version]) -> Version | None:
    agreed = [(version.yes.at, version) for version in versions if version.yes]
    return max(agreed, key=lambda pair: pair[0])[1] if agreed else None


def _rewritten_by_their_writer(versions: dict[UUID, Version]) -> set[UUID]:
    """Versions whose own writer wrote the next one over them: that one stands in their place."""
    found = set()
    for version in versions.values():
        under = _under(version, versions)
        if under and under.agreement.written_by_id == version.agreement.written_by_id:
            found.add(under.id)
    return found


def _under(version: Version, versions: dict[UUID, Version]) -> Version | None:
    below: UUID | None = version.agreement.builds_on_id
    return versions.get(below) if below else None


def _is_open(version: Version, holds: Version | None, versions: dict[UUID, Version]) -> bool:
    """No yes yet, and written since the last yes, or over what holds now."""
    if holds and holds.yes and version.agreement.written_at > holds.yes.at:
        return version.yes is None
    at: Version | None = version
    while at is not None and at.yes is None:
        at = _under(at, versions)
    return version.yes is None and at is holds


# --- what we do together ------------------------------------------------------------------------


@dataclass(slots=True)
class Line:
    """One thing we do together, as it stands, and all that became of it."""

    doing: Doing
    changes: list[DoingChange] = field(default_factory=list)

    @property
    def words(self) -> str:
        changed = [c.words for c in self.changes if c.became == Turn.CHANGED]
        newest: str = changed[-1] if changed else self.doing.words
        return newest

    @property
    def ended(self) -> DoingChange | None:
        """It is finished or let go; a change of words does not begin it again."""
        turns = [c for c in self.changes if c.became != Turn.CHANGED]
        last = turns[-1] if turns else None
        return last if last and last.became != Turn.BEGUN_AGAIN else None


def doings_between(viewer: Viewer, relationship_id: UUID) -> list[Line]:
    """What the two do together and did, in the order it began."""
    doings = Doing.objects.ours(viewer).filter(relationship_id=relationship_id)
    lines = {each.id: Line(each) for each in doings.order_by("begun_on", "at", "id")}
    changes = DoingChange.objects.ours(viewer).filter(doing_id__in=list(lines))
    became = list(changes.order_by("at", "id"))
    sealed: list[SealedModel] = [*(line.doing for line in lines.values()), *became]
    open_rows(sealed)
    for change in became:
        lines[change.doing_id].changes.append(change)
    return list(lines.values())


def doings_now(viewer: Viewer, most: int) -> list[Line]:
    """What the viewer does together with anybody now, what began last first; so many at most."""
    lines = {each.id: Line(each) for each in _all_doings(viewer)}
    for change in _all_changes(viewer) if lines else []:
        lines[change.doing_id].changes.append(change)
    now = [line for line in lines.values() if not line.ended][:most]
    sealed: list[SealedModel] = [*(line.doing for line in now)]
    open_rows([*sealed, *(change for line in now for change in line.changes)])
    return now


@prepared
def _all_doings(viewer: Viewer) -> QuerySet[Doing]:
    return Doing.objects.ours(viewer).order_by("-begun_on", "-at", "-id")


@prepared
def _all_changes(viewer: Viewer) -> QuerySet[DoingChange]:
    return DoingChange.objects.ours(viewer).order_by("at", "id")


# --- resting, and endings -----------------------------------------------------------------------


def resting(viewer: Viewer, relationship_id: UUID) -> Rest | None:
    """The rest this relationship is in now, if it is."""
    rest = _rest_of.first(viewer, relationship_id)
    open_rows([rest] if rest else [])
    return rest


@prepared
def _rest_of(viewer: Viewer, relationship_id: UUID) -> QuerySet[Rest]:
    mine = Rest.objects.ours(viewer).filter(relationship_id=relationship_id)
    return mine.filter(woken_at=None)[:1]


def resting_since(viewer: Viewer) -> dict[UUID, datetime]:
    """Since when, for each of the viewer's relationships that rests."""
    return dict(_resting(viewer))


@prepared
def _resting(viewer: Viewer) -> "QuerySet[Rest, tuple[UUID, datetime]]":
    return Rest.objects.ours(viewer).filter(woken_at=None).values_list("relationship_id", "at")


def endings_between(viewer: Viewer, relationship_id: UUID) -> list[Ending]:
    """What each took from it, newest first."""
    said = Ending.objects.ours(viewer).filter(relationship_id=relationship_id)
    endings = list(said.order_by("-at", "-id"))
    open_rows(endings)
    return endings


def last_woken(viewer: Viewer, relationship_id: UUID) -> datetime | None:
    rests = Rest.objects.ours(viewer).filter(relationship_id=relationship_id)
    woken = rests.exclude(woken_at=None).order_by("-woken_at").first()
    return woken.woken_at if woken else None


# --- hard things --------------------------------------------------------------------------------


@dataclass(slots=True)
class Said:
    """A hard thing, and what came back."""

    thing: HardThing
    answers: list[HardAnswer] = field(default_factory=list)


def hard_things_between(viewer: Viewer, relationship_id: UUID) -> list[Said]:
    """What each has said to the other, newest first, with the answers."""
    things = HardThing.objects.ours(viewer).filter(relationship_id=relationship_id)
    said = {each.id: Said(each) for each in things.order_by("-at", "-id")}
    came = HardAnswer.objects.ours(viewer).filter(hard_thing_id__in=list(said))
    answers = list(came.order_by("at", "id"))
    sealed: list[SealedModel] = [*(each.thing for each in said.values()), *answers]
    open_rows(sealed)
    for answer in answers:
        said[answer.hard_thing_id].answers.append(answer)
    return list(said.values())


# --- what waits for a word of mine --------------------------------------------------------------


@dataclass(slots=True)
class Waiting:
    """In which relationships something waits for me. That it is there, never what it says."""

    proposed: set[UUID]
    hard: set[UUID]
    answered: set[UUID]
    again: set[UUID]


def waiting_for(viewer: Viewer, since: datetime) -> Waiting:
    """Versions and hard things I have not answered, answers to mine, and what to look at again."""
    hard = set(_unanswered(viewer, viewer.person_id))
    answered = set(_answers_to_mine(viewer, viewer.person_id, since))
    versions = _versions_of_all(viewer)
    proposed = {each for each, found in versions.items() if _asks(viewer, found)}
    again = {each for each, found in versions.items() if _day_has_come(found)}
    resting = set(resting_since(viewer)) if again else set()
    return Waiting(proposed, hard, answered, again - resting)


def _versions_of_all(viewer: Viewer) -> dict[UUID, Versions]:
    written: dict[UUID, list[Agreement]] = {}
    for agreement in _all_versions(viewer):
        written.setdefault(agreement.relationship_id, []).append(agreement)
    answers = list(_all_answers(viewer)) if written else []
    return {each: sorted_out(versions, answers) for each, versions in written.items()}


def _asks(viewer: Viewer, versions: Versions) -> bool:
    """Whether a version of the other side waits for my first word."""
    theirs = (v for v in versions.open if v.agreement.written_by_id != viewer.person_id)
    return any(not version.answers for version in theirs)


def _day_has_come(versions: Versions) -> bool:
    """To look again at what holds. Whoever wrote a change since then has looked."""
    day = versions.holds.agreement.review_on if versions.holds else None
    if day is None or day > today():
        return False
    return all(here(version.agreement.written_at).date() < day for version in versions.open)


@prepared
def _all_versions(viewer: Viewer) -> QuerySet[Agreement]:
    written = Agreement.objects.ours(viewer).order_by("written_at", "id")
    return written.only(
        "id", "relationship_id", "written_by_id", "builds_on_id", "written_at", "review_on"
    )


@prepared
def _all_answers(viewer: Viewer) -> QuerySet[AgreementAnswer]:
    answers = AgreementAnswer.objects.ours(viewer).order_by("at", "id")
    return answers.only("id", "agreement_id", "by_id", "agrees", "at")


@prepared
def _unanswered(viewer: Viewer, me: UUID) -> "QuerySet[HardThing, UUID]":
    mine = HardAnswer.objects.filter(hard_thing_id=OuterRef("pk"), by_id=me)
    to_me = HardThing.objects.ours(viewer).exclude(by_id=me)
    return to_me.filter(~Exists(mine)).values_list("relationship_id", flat=True)


@prepared
def _answers_to_mine(viewer: Viewer, me: UUID, since: datetime) -> "QuerySet[HardAnswer, UUID]":
    came = HardAnswer.objects.ours(viewer).filter(hard_thing__by_id=me, at__gte=since)
    return came.exclude(by_id=me).values_list("relationship_id", flat=True)


def whom_hard_things_are_about(person_id: UUID) -> set[UUID]:
    """Of whom this person wrote something hard to somebody else.

    For choosing who keeps, never for showing: it asks nobody's leave.
    """
    about = HardThing.objects.filter(by_id=person_id, about_id__isnull=False)
    return set(about.values_list("about_id", flat=True))
