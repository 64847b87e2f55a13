"""Today, home, people, finding words, and the first run."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Look, looking
from alongside.access.viewer import Life, Viewer, viewer_of
from alongside.accounts.models import Account
from alongside.agreements.queries import resting_since, waiting_for
from alongside.circles.queries import who_waits_for_my_word
from alongside.kit.ids import new_id
from alongside.kit.time import here, today
from alongside.moments.finding import find_in_moments
from alongside.moments.models import Telling
from alongside.moments.queries import last_met, my_stances, words_left_for
from alongside.pages.beside import saw_safety
from alongside.pages.forms import FirstForm, PersonForm, SearchForm
from alongside.pages.nearest import nearest_first
from alongside.people.models import Person
from alongside.promises.queries import find_in_promises, open_promises
from alongside.promises.showing import PromiseLine, ahead_and_past, lines_of, saw_lines
from alongside.relationships.actions import begin_relationship
from alongside.relationships.joining import TeamHasBegun, start_team
from alongside.relationships.queries import Between, my_relationships
from alongside.relationships.waiting import NotYet, read_coming_back
from alongside.relationships.words import my_newest_matters
from alongside.rights.queries import requests_about_me

LATELY = timedelta(days=14)
MOST_PROMISES = 20
"""Promises shown among what was found."""
VISITS_AT_HOME, PROMISES_AT_HOME, PAST_AT_HOME, WORDS_AT_HOME = 3, 6, 3, 3
"""As much as fits a tired head; the rest is a tap away."""


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """Wherever somebody belongs: the first run, the door, today or home."""
    if not request.user.is_authenticated:
        return redirect("pages:welcome" if not Account.objects.exists() else "accounts:come-in")
    return redirect("pages:today" if viewer_of(request).is_working else "pages:home")


@login_not_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Nobody is here yet: start your team, or look round a made-up one."""
    if Account.objects.exists():
        return redirect("pages:front")
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with suppress(TeamHasBegun):  # somebody else was first: the door is there for both
            start_team(
                request,
                called=said["called"],
                handle=said["handle"],
                passphrase=said["passphrase"],
            )
        return redirect("pages:front")
    return render(request, "pages/welcome.html", {"form": form})


@login_not_required
@csrf_exempt  # whoever leaves must be able to, whatever page they leave from; it only signs out
def away(request: HttpRequest) -> HttpResponse:
    """A dull page of our own. Coming here ends the session on this phone."""
    request.session.flush()
    return render(request, "kit/away.html")


def day_of_a_worker(request: HttpRequest) -> HttpResponse:
    """Who expects me, what I promised, words left for me, when I last met each person."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        return redirect("pages:home")
    with looking(viewer) as look:
        between = {each.id: each for each in my_relationships(viewer)}
        lines = lines_of(viewer, between, open_promises(viewer, until=_end_of_today()))
        visits = [line for line in lines if _is_visit_today(line)]
        due = [line for line in lines if line.mine and not _is_visit_today(line)]
        saw_lines(look, [*visits, *due])
        left = _left(viewer, look, between)
        met, rests = last_met(viewer), resting_since(viewer)
        waiting = _waiting(viewer, between)
        safety = saw_safety(viewer, look, between.values(), new=True)
    people = [(each, met.get(each.id), rests.get(each.id)) for each in between.values()]
    said = {"visits": visits, "left": left, "people": people, "safety": safety}
    said |= {**ahead_and_past(due), "title": _expecting(_who_expect_me(visits))}
    page = {**said, "waiting": waiting, "today": today(), "here": "today"}
    return render(request, "pages/today.html", page)


def _who_expect_me(visits: list[PromiseLine]) -> int:
    """Each person once; nobody where either of us said: not today."""
    return len({line.between.id for line in visits if not line.standing.is_off})


def _expecting(count: int) -> str:
    if count == 0:
        return _("Nobody is expecting you today")
    if count == 1:
        return _("One person is expecting you")
    words = ["", "", _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight")]
    number = words[count] if count < len(words) else str(count)
    return ngettext(
        "%(number)s person is expecting you", "%(number)s people are expecting you", count
    ) % {"number": number}


def home(request: HttpRequest) -> HttpResponse:
    """The person's own page: who is coming, our promises, what was said."""
    viewer = viewer_of(request)
    if viewer.is_working:
        return redirect("pages:today")
    with looking(viewer) as look:
        between = {each.id: each for each in my_relationships(viewer)}
        lines = lines_of(viewer, between, open_promises(viewer))
        visits = [line for line in lines if _is_visit_to_come(line)][:VISITS_AT_HOME]
        rest = _as_much_as_fits(line for line in lines if line not in visits)
        saw_lines(look, [*visits, *rest["ahead"], *rest["past"]])
        left = _left(viewer, look, between, most=WORDS_AT_HOME)
        matters = my_newest_matters(viewer)
        waiting = _waiting(viewer, between)
    placed = my_stances(viewer, [telling.moment_id for _each, telling in left])
    people = nearest_first(viewer, between.values(), (line.between.id for line in visits))
    said = {"visits": visits, **rest, "left": left, "placed": placed, "waiting": waiting}
    said |= {"people": people, "matters": matters, "here": "home"}
    said["asked_for_me"] = requests_about_me(viewer)
    return render(request, "pages/home.html", said)


def _as_much_as_fits(lines: Iterable[PromiseLine]) -> dict[str, list[PromiseLine]]:
    found = ahead_and_past(lines)
    return {"ahead": found["ahead"][:PROMISES_AT_HOME], "past": found["past"][:PAST_AT_HOME]}


@require_POST
def helped_back_read(request: HttpRequest, coming_back_id: UUID) -> HttpResponse:
    """I have read that somebody helped me back in."""
    with suppress(NotYet):  # a page that was open: the news stays, and says why
        read_coming_back(by=viewer_of(request), coming_back_id=coming_back_id)
    return redirect("pages:front")


def people(request: HttpRequest) -> HttpResponse:
    """Everybody I have a relationship with, and the day I last really met them."""
    viewer = viewer_of(request)
    with looking(viewer):
        between = my_relationships(viewer)
        met, rests = last_met(viewer), resting_since(viewer)
    if not viewer.is_working and len(between) == 1:
        return redirect("pages:story", between[0].id)
    rows = [(each, met.get(each.id), rests.get(each.id)) for each in between]
    return render(request, "pages/people.html", {"people": rows, "here": "people"})


def new_person(request: HttpRequest) -> HttpResponse:
    """Add somebody with nothing but a name, and begin a relationship.

    Likely matches are looked for only among people the viewer can already see.
    """
    viewer = viewer_of(request)
    form = PersonForm(request.POST or None, initial={"id": new_id()})
    matches: list[Person] = []
    if request.method == "POST" and form.is_valid():
        called = form.cleaned_data["called"]
        if not request.POST.get("somebody_new"):
            matches = Person.objects.likely_matches(viewer, called)
        if not matches:
            relationship = begin_relationship(
                by=viewer,
                called=called,
                their_life=Life.OWN,
                began_on=today(),
                id=form.cleaned_data["id"],
            )
            return redirect("pages:between", relationship.id)
    between = {each.other.id: each for each in my_relationships(viewer)} if matches else {}
    found = [between[person.id] for person in matches if person.id in between]
    page = {"form": form, "matches": found, "asked": bool(matches), "here": "people"}
    return render(request, "pages/new_person.html", page)


def search(request: HttpRequest) -> HttpResponse:
    """Find words in everything I may see, across all my people."""
    viewer = viewer_of(request)
    form = SearchForm(request.GET or None)
    looked_for = form.cleaned_data["q"].strip() if form.is_valid() else ""
    with looking(viewer) as look:
        between = {each.id: each for each in my_relationships(viewer)}
        moments = find_in_moments(viewer, looked_for) if looked_for else []
        found_promises = find_in_promises(viewer, looked_for)[:MOST_PROMISES]
        promises = lines_of(viewer, between, found_promises)
        saw_lines(look, promises)
        for found in moments:
            if found.relationship_id:
                _saw(look, between[found.relationship_id], Strand.MOMENTS)
    hits = [
        (found, between.get(found.relationship_id) if found.relationship_id else None)
        for found in moments
    ]
    page = {"form": form, "looked_for": looked_for, "hits": hits, "promises": promises}
    page["found"] = _found(len(hits) + len(promises))
    return render(request, "pages/search.html", {**page, "here": "search"})


def _found(count: int) -> str:
    if not count:
        return _("Nothing found")
    return ngettext("%(count)s place found", "%(count)s places found", count) % {"count": count}


def _waiting(viewer: Viewer, between: dict[UUID, Between]) -> dict[str, list[Between]]:
    """With whom something waits for my word. What it says is on its own page."""
    waiting = waiting_for(viewer, since=here() - LATELY)
    pointing = who_waits_for_my_word(viewer)
    return {
        "pointing": [each for key, each in between.items() if key in pointing],
        "proposed": [each for key, each in between.items() if key in waiting.proposed],
        "hard": [each for key, each in between.items() if key in waiting.hard],
        "answered": [each for key, each in between.items() if key in waiting.answered],
    }


def _saw(look: Look, between: Between, strand: Strand) -> None:
    look.saw(between.other.id, strand, Ground.SIDE, between.id)


def _left(
    viewer: Viewer, look: Look, between: dict[UUID, Between], most: int | None = None
) -> list[tuple[Between, Telling]]:
    left = []
    for telling in words_left_for(viewer, since=here() - LATELY)[:most]:
        if telling.relationship_id is None:
            continue
        each = between[telling.relationship_id]
        _saw(look, each, Strand.MOMENTS)
        left.append((each, telling))
    return left


def _is_visit_to_come(line: PromiseLine) -> bool:
    """Today's stay all day: somebody may still be on their way."""
    due = line.standing.promise.due_at
    return line.standing.promise.is_visit and due is not None and here(due).date() >= today()


def _is_visit_today(line: PromiseLine) -> bool:
    due = line.standing.promise.due_at
    return line.standing.promise.is_visit and due is not None and here(due).date() == today()


def _end_of_today() -> datetime:
    return here().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
