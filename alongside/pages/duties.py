"""What the law gets: first as a list for a second person, then as a copy for one not here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.access.grounds import OURS, Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Life, Viewer, viewer_of
from alongside.cowriting.queries import versions_of, writers_of
from alongside.kit.time import now
from alongside.moments.opened import story_as_others_get_it
from alongside.people.queries import where_they_live
from alongside.people.where import says_where
from alongside.plans.queries import Written, shared_plan
from alongside.promises.opened import promises_as_others_get_them
from alongside.relationships.models import WhatMatters
from alongside.relationships.queries import the_relationship
from alongside.shares.feared import names_somebody_feared
from alongside.shares.models import Delay, Duty, Share
from alongside.shares.queries import two_voices
from alongside.shares.second_people import named_in
from alongside.vault.fields import open_rows

LEAVES_AS = "copy.html"
"""The file's own name says nothing to whoever finds it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words in it, or words of several, and since when they can be read."""

    by_ids: tuple[UUID, ...]
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that leaves: what kind, from which day, and all the words in it."""

    strand: str
    kind: str
    at: datetime | None
    said: tuple[Said, ...]


# --- what leaves ------------------------------------------------------------------------------


def what_leaves(as_seen_by: Viewer, shares: list[Share], until: datetime) -> list[Thing]:
    """Just what the receiver gets, from what this side sees and was there until then."""
    found = [thing for share in shares for thing in _in_one(as_seen_by, share, until)]
    kept = [replace(one, said=tuple(s for s in one.said if s.at <= until)) for one in found]
    return [thing for thing in kept if thing.said]


def _in_one(viewer: Viewer, share: Share, until: datetime) -> Iterator[Thing]:
    match share.strand:
        case Strand.MOMENTS.value:
            yield from _moments(viewer, share)
        case Strand.PROMISES.value:
            yield from _promises(viewer, share)
        case Strand.ADDRESS.value:
            for words in where_they_live(viewer, share.about_id, *OURS):
                said = Said((share.about_id,), words, share.asked_at)
                yield Thing(share.strand, _("Where they live"), None, (said,))
        case Strand.PLANS.value:
            yield from _plan(viewer, share, until)
        case Strand.ABOUT_ME.value:
            yield from _what_matters(viewer, share)
        case other:
            message = f"Nothing of the kind {other!r} leaves because the law asks."
            raise ValueError(message)


def _moments(viewer: Viewer, share: Share) -> Iterator[Thing]:
    story = story_as_others_get_it(viewer, share.relationship_id, share.moment_id, most=None)
    for entry in story.entries:
        said = tuple(Said((one.teller_id,), one.words, one.opens_at) for one in entry.tellings)
        if entry.moment is not None:
            kind = entry.moment.get_kind_display()
            yield Thing(share.strand, kind, entry.happened_at, said)


def _promises(viewer: Viewer, share: Share) -> Iterator[Thing]:
    found = promises_as_others_get_them(viewer, share.relationship_id, share.promise_id)
    for one in found:
        promise = one.promise
        words = promise.words or _("Meet")
        said = [Said((promise.by_id,), words, promise.opens_at or promise.made_at)]
        for answer in one.answers:
            became = f"{answer.get_became_display()} {answer.words}".strip()
            said.append(Said((answer.by_id,), became, answer.at))
        yield Thing(share.strand, _("A promise"), promise.made_at, tuple(said))


def _plan(viewer: Viewer, share: Share, until: datetime) -> Iterator[Thing]:
    parts = shared_plan(viewer, share.relationship_id, None)
    writers = writers_of(viewer, [each.document.id for each in parts])
    for each in parts:
        by = writers.get(each.document.id) or {each.document.made_by_id}
        words = f"{each.called}\n\n{_as_it_was(viewer, each, until)}"
        said = Said(tuple(sorted(by, key=str)), words, each.part.made_at)
        yield Thing(share.strand, _("A part of their plan"), each.part.made_at, (said,))


def _as_it_was(viewer: Viewer, each: Written, until: datetime) -> str:
    """What it said then: nothing written after the yes leaves."""
    if each.document.changed_at <= until:
        return each.words
    before = (one for one in versions_of(viewer, each.document.id) if one.at <= until)
    found = next(before, None)
    return found.words if found else _("It was changed after the yes. The old words are gone.")


def _what_matters(viewer: Viewer, share: Share) -> Iterator[Thing]:
    words = WhatMatters.objects.visible_to(viewer, *OURS).filter(
        relationship_id=share.relationship_id, person_id=share.about_id
    )
    newest = list(words.order_by("-said_at")[:1])
    open_rows(newest)
    for one in newest:
        said = Said((one.person_id,), one.words, one.said_at)
        yield Thing(share.strand, _("What matters to them"), one.said_at, (said,))


# --- before a yes -----------------------------------------------------------------------------

MARKS = {
    "feared": gettext_lazy("It names somebody who must never be told about them."),
    "where": gettext_lazy("It says where they live."),
}


def _marks(about_id: UUID, thing: Thing) -> list[str]:
    """What to think of before it leaves. Which word it is about is not said here."""
    words = "\n".join(said.words for said in thing.said)
    found = {
        "feared": names_somebody_feared(about_id, words),
        "where": thing.strand != Strand.ADDRESS and says_where(about_id, words),
    }
    return [str(MARKS[name]) for name, is_so in found.items() if is_so]


def before_a_yes(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """The second person reads what would leave, thing by thing: kind, day, by whom. No words."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    with looking(viewer) as look:
        waiting = Duty.objects.visible_to(viewer, Ground.COVER).filter(approved_at=None)
        duty = waiting.filter(id=duty_id, ended_at=None).select_related("named_by").first()
        if duty is None:
            raise Http404
        shares = named_in(duty)
        open_rows([duty, duty.named_by, *(one.with_person for one in shares if one.with_person)])
        things = what_leaves(Viewer(duty.named_by_id, Life.WORKING), shares, now())
        rows = [(one, _by_whom(duty, one), _marks(duty.about_id, one)) for one in things]
        look.saw(duty.about_id, Strand.ABOUT_ME, Ground.DUTY, None, duty.id)
    gets = duty.receiver or next(one.with_person.called for one in shares if one.with_person)
    later = Delay.objects.visible_to(viewer, Ground.COVER).filter(of_id=duty.id, approved_at=None)
    page = {"duty": duty, "rows": rows, "gets": gets, "here": "people"}
    page |= {"later": later.filter(until__gt=now()).exists()}
    return render(request, "pages/before_a_yes.html", page)


def _by_whom(duty: Duty, thing: Thing) -> list[str]:
    """Whose life it is stays unnamed: the second person may not know them."""
    by = dict.fromkeys(one for said in thing.said for one in said.by_ids)
    return [_("themselves") if one == duty.about_id else duty.named_by.called for one in by]


# --- for a receiver who is not here -----------------------------------------------------------


@require_POST
def copy_for_receiver(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """A copy to read and print, while it lives: for one of the two people, who is a side here."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    with looking(viewer) as look:
        duty = Duty.objects.get_visible(viewer, id=duty_id)
        shares = [share for share in named_in(duty) if share.until and share.until > now()]
        if not _may_take(viewer, duty) or not shares:
            raise Http404
        the_relationship(viewer, shares[0].relationship_id)
        open_rows([duty])
        if names_somebody_feared(duty.about_id, duty.receiver):
            raise Http404
        things = what_leaves(viewer, shares, duty.approved_at or now())
        for thing in things:
            between = shares[0].relationship_id
            look.saw(duty.about_id, Strand(thing.strand), Ground.DUTY, between, duty.id)
        voices = two_voices(shares[0])
    names = {voices.me.id: voices.me.called, voices.other.id: voices.other.called}
    rows = [(one, [(_names(names, said), said) for said in one.said]) for one in things]
    page = {"duty": duty, "rows": rows, "about": voices.other.called}
    answer = render(request, "pages/copy_for_receiver.html", page)
    answer.headers["Content-Disposition"] = f'attachment; filename="{LEAVES_AS}"'
    return answer


def _names(known: dict[UUID, str], said: Said) -> str:
    return ", ".join(known[one] for one in said.by_ids if one in known)


def _may_take(viewer: Viewer, duty: Duty) -> bool:
    """One of the two, while both said yes, nobody ended it, and it goes out of here."""
    of_the_two = viewer.person_id in {duty.named_by_id, duty.approved_by_id}
    return of_the_two and duty.goes_out and duty.approved_at is not None and duty.ended_at is None
