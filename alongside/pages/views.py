"""Today, home and people."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
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
from alongside.access.viewer import Life, Viewer, selves_of, viewer_of
from alongside.accounts.models import Account
from alongside.agreements.queries import Line, doings_now, resting_since, waiting_for
from alongside.asks.queries import asks_for_my_word
from alongside.circles.queries import who_waits_for_my_word
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.kit.door import just_left
from alongside.kit.folding import folded
from alongside.kit.ids import new_id
from alongside.kit.time import here, today
from alongside.moments.models import Telling
from alongside.moments.queries import (
    PAGE,
    kept_apart_until,
    last_met,
    my_stances,
    words_left_before,
    words_left_for,
)
from alongside.pages.begun import notes_begun
from alongside.pages.beside import saw_safety
from alongside.pages.forms import PersonForm
from alongside.pages.nearest import last_time, nearest_first
from alongside.pages.one_life import (
    DOINGS_AT_HOME,
    PAST_AT_HOME,
    PROMISES_AT_HOME,
    VISITS_AT_HOME,
    as_one_home,
)
from alongside.pages.showing import matters_of
from alongside.people.models import Person
from alongside.profiles.queries import who_appreciates
from alongside.promises.queries import open_promises
from alongside.promises.showing import PromiseLine, ahead_and_past, lines_of, saw_lines
from alongside.relationships.actions import begin_relationship
from alongside.relationships.colleagues import waits_to_work
from alongside.relationships.queries import Between, my_relationships, once_for_me, one_each
from alongside.relationships.waiting import NotYet, read_coming_back
from alongside.relationships.words import my_newest_matters
from alongside.rights.queries import left_to_decide, requests_about_me, to_look_through
from alongside.rights.running_out import running_out_for
from alongside.shares.presence import who_is_not_there
from alongside.shares.second_people import (
    looked_at_me_lately,
    the_law_opened_lately,
    to_look_at_again,
    who_asks_me_to_agree,
)

LATELY = timedelta(days=14)
MANY_PEOPLE = 12
"""From here on a name is easier found than seen."""


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """Wherever somebody belongs: the first run, the door, today or home."""
    if not request.user.is_authenticated:
        return redirect("pages:welcome" if not Account.objects.exists() else "accounts:come-in")
    return redirect("pages:today" if viewer_of(request).is_working else "pages:home")


@login_not_required
@csrf_exempt  # whoever leaves must be able to, whatever page they leave from; it only signs out
def away(request: HttpRequest) -> HttpResponse:
    """A dull page of our own. Coming here ends the session on this phone."""
    request.session.flush()
    return just_left(render(request, "kit/away.html"))


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
        visits, gone = _ahead_and_gone(visits)
        safety = saw_safety(viewer, look, between.values(), new=True)
        look_again, asking = to_look_at_again(viewer), who_asks_me_to_agree(viewer)
        apart = _apart_to_look_at(viewer, between)
    people = [
        (each, last_time(each, met), rests.get(each.id)) for each in one_each(between.values())
    ]
    said = {
        "visits": visits,
        "gone": gone,
        "left": _by_person(left),
        "people": people,
        "safety": safety,
    }
    title = _expecting(_who_expect_me(visits), more=bool(gone))
    said |= {**ahead_and_past(due), "title": title, "waiting": waiting}
    said |= {"look_again": look_again, "asking": asking, "apart": apart}
    said |= {"running_out": running_out_for(viewer), "begun": notes_begun(viewer, between)}
    said |= {"to_decide": left_to_decide(viewer, between.values())}
    page = {**said, "today": today(), "look_through": to_look_through(viewer), "here": "today"}
    return render(request, "pages/today.html", page)


def _apart_to_look_at(viewer: Viewer, between: dict[UUID, Between]) -> list[tuple[Between, UUID]]:
    """What I keep apart and said I would look at again by now: with whom, and which moment."""
    come = kept_apart_until(viewer, today())
    return [
        (between[mark.relationship_id], mark.moment_id)
        for mark in come
        if mark.relationship_id in between
    ]


def _ahead_and_gone(visits: list[PromiseLine]) -> tuple[list[PromiseLine], list[PromiseLine]]:
    """The clock passes: what is gone is no longer counted, nor asked about."""
    ahead = [line for line in visits if not line.standing.is_late]
    return ahead, [line for line in visits if line.standing.is_late]


def _who_expect_me(visits: list[PromiseLine]) -> int:
    """Each person once; nobody where either of us said: not today."""
    return len({line.between.id for line in visits if not line.standing.is_off})


def _expecting(count: int, *, more: bool) -> str:
    if count == 0:
        return (
            _("Nobody else is expecting you today") if more else _("Nobody is expecting you today")
        )
    if count == 1:
        return _("One person is expecting you")
    words = ["", "", _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight")]
    number = words[count] if count < len(words) else str(count)
    return ngettext(
        "%(number)s person is expecting you", "%(number)s people are expecting you", count
    ) % {"number": number}


def home(request: HttpRequest) -> HttpResponse:
    """The person's own page: who is coming, our promises, what was said."""
    if viewer_of(request).is_working:
        return redirect("pages:today")
    said = as_one_home([_home_of(me) for me in selves_of(request)])
    said["to_say_to"] = [each for each in said["people"] if not each.has_left]
    return render(request, "pages/home.html", {**said, "here": "home"})


def _home_of(viewer: Viewer) -> dict[str, Any]:
    """What home shows to one record of somebody."""
    with looking(viewer) as look:
        between = {each.id: each for each in my_relationships(viewer)}
        lines = lines_of(viewer, between, open_promises(viewer))
        # Nobody is coming from where somebody left.
        to_come = [line for line in lines if _is_visit_to_come(line)]
        ahead, gone = _ahead_and_gone([each for each in to_come if not each.between.has_left])
        visits = ahead[:VISITS_AT_HOME]
        rest = _as_much_as_fits(line for line in lines if line not in (*visits, *gone))
        saw_lines(look, [*visits, *gone, *rest["ahead"], *rest["past"]])
        doings = _doings(viewer, look, between)
        left = _left(viewer, look, between)
        said_last = my_newest_matters(viewer)
        waiting = _waiting(viewer, between)
    placed = my_stances(viewer, [telling.moment_id for _each, telling in left])
    people = nearest_first(viewer, between.values(), (line.between.id for line in visits))
    said = {"visits": visits, "gone": gone, "doings": doings, **rest}
    said |= {"left": left, "placed": placed, "waiting": waiting}
    where = between.get(said_last.relationship_id) if said_last else None
    said |= {"people": people, "matters": matters_of(where, said_last)}
    said |= {"waits_to_work": waits_to_work(viewer), "looked": looked_at_me_lately(viewer)}
    said |= {"law": the_law_opened_lately(viewer)}
    said |= {"not_there": who_is_not_there(viewer, between.values())}
    said |= {"to_decide": left_to_decide(viewer, between.values())}
    return {**said, "asked_for_me": requests_about_me(viewer)}


def _doings(viewer: Viewer, look: Look, between: dict[UUID, Between]) -> list[tuple[Between, Line]]:
    """What we are doing together now."""
    found = [
        (between[line.doing.relationship_id], line) for line in doings_now(viewer, DOINGS_AT_HOME)
    ]
    for each, _line in found:
        _saw(look, each, Strand.ABOUT_ME)
    return found


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
    between: list[Between] = []
    met: dict[UUID, datetime] = {}
    rests: dict[UUID, datetime] = {}
    for me in selves_of(request):
        with looking(me):
            between += my_relationships(me)
            met, rests = met | last_met(me), rests | resting_since(me)
    if not viewer.is_working and len(between) == 1:
        return redirect("pages:story", between[0].id)
    each_once = one_each(between) if viewer.is_working else once_for_me(between)
    looked_for = request.GET.get("name", "").strip()
    called = [each for each in each_once if _is_called(each, looked_for)]
    rows = [(each, last_time(each, met), rests.get(each.id)) for each in called]
    page: dict[str, object] = {"people": rows, "looked_for": looked_for}
    page |= {"found": _people_found(len(rows)), "many": len(each_once) > MANY_PEOPLE}
    return render(request, "pages/people.html", {**page, "here": "people"})


def _is_called(between: Between, looked_for: str) -> bool:
    every = (between, *between.also)
    name = folded(" ".join(f"{one.other.called} {one.other.full_name}" for one in every))
    return all(word in name for word in folded(looked_for).split())


def _people_found(count: int) -> str:
    if not count:
        return _("Nobody you know here is called that.")
    return ngettext("%(count)s person.", "%(count)s people.", count) % {"count": count}


def new_person(request: HttpRequest) -> HttpResponse:
    """Add somebody with nothing but a name, and begin a relationship.

    Likely matches are looked for only among people the viewer can already see.
    """
    viewer = viewer_of(request)
    form = as_left(viewer, "person", PersonForm, request.POST or None, first={"id": new_id()})
    matches: list[Between] = []
    if request.method == "POST" and form.is_valid():
        called = form.cleaned_data["called"]
        if not request.POST.get("somebody_new"):
            matches = _likely(viewer, called)
        if not matches:
            relationship = begin_relationship(
                by=viewer,
                called=called,
                their_life=Life.OWN,
                began_on=today(),
                id=form.cleaned_data["id"],
            )
            let_draft_go(by=viewer, form=form.draft)
            return redirect("pages:between", relationship.id)
    page = {"form": form, "matches": matches, "here": "people"}
    return render(request, "pages/new_person.html", page)


def _likely(viewer: Viewer, called: str) -> list[Between]:
    """Whom of those I walk with, at work or not, this may be: only they can be shown."""
    likely = {person.id for person in Person.objects.likely_matches(viewer, called)}
    return [each for each in my_relationships(viewer) if each.other.id in likely]


def _waiting(viewer: Viewer, between: dict[UUID, Between]) -> dict[str, list[Any]]:
    """With whom something waits for my word. What it says is on its own page."""
    waiting = waiting_for(viewer, since=here() - LATELY)
    asks = asks_for_my_word(viewer)
    pointing, appreciated = who_waits_for_my_word(viewer), who_appreciates(viewer)
    return {
        "asks": [
            (between[news.relationship_id], news)
            for news in asks
            if news.relationship_id in between
        ],
        "appreciated": [each for key, each in between.items() if key in appreciated],
        "pointing": [each for key, each in between.items() if key in pointing],
        "proposed": [each for key, each in between.items() if key in waiting.proposed],
        "hard": [each for key, each in between.items() if key in waiting.hard],
        "answered": [each for key, each in between.items() if key in waiting.answered],
        "again": [each for key, each in between.items() if key in waiting.again],
    }


def _saw(look: Look, between: Between, strand: Strand) -> None:
    look.saw(between.other.id, strand, Ground.SIDE, between.id)


def _left(
    viewer: Viewer, look: Look, between: dict[UUID, Between]
) -> list[tuple[Between, Telling]]:
    """All that was left for me lately and I have not answered."""
    return _with_whom(look, between, words_left_for(viewer, since=here() - LATELY))


def _with_whom(
    look: Look, between: dict[UUID, Between], told: Iterable[Telling]
) -> list[tuple[Between, Telling]]:
    left = []
    for telling in told:
        if telling.relationship_id is None:
            continue
        each = between[telling.relationship_id]
        _saw(look, each, Strand.MOMENTS)
        left.append((each, telling))
    return left


def _by_person(left: Iterable[tuple[Between, Telling]]) -> list[tuple[Between, list[Telling]]]:
    """What each left, by whose newest is newest."""
    people: dict[UUID, tuple[Between, list[Telling]]] = {}
    for each, telling in left:
        people.setdefault(each.id, (each, []))[1].append(telling)
    return list(people.values())


def words_left(request: HttpRequest) -> HttpResponse:
    """What was left for me longer ago and I have not answered, a page at a time."""
    before = _before(request.GET.get("before", ""))
    left: list[tuple[Between, Telling]] = []
    last: datetime | None = None
    for me in selves_of(request):
        with looking(me) as look:
            told = words_left_before(me, before)
            if len(told) > PAGE:
                last = max(last or told[PAGE - 1].told_at, told[PAGE - 1].told_at)
            between = {each.id: each for each in my_relationships(me)}
            left += _with_whom(look, between, told[:PAGE])
    page = {"left": _by_person(left), "older": last.isoformat() if last else ""}
    here_is = "today" if viewer_of(request).is_working else "home"
    return render(request, "pages/words_left.html", {**page, "here": here_is})


def _before(asked: str) -> datetime:
    """From there on; without a time that can be read, from where Today ends."""
    try:
        before = datetime.fromisoformat(asked)
    except ValueError:
        return here() - LATELY
    return before if before.tzinfo else here() - LATELY


def _is_visit_to_come(line: PromiseLine) -> bool:
    """Today's stay all day, the ones gone too: what became of them is still to be said."""
    due = line.standing.promise.due_at
    return line.standing.promise.is_visit and due is not None and here(due).date() >= today()


def _is_visit_today(line: PromiseLine) -> bool:
    due = line.standing.promise.due_at
    return line.standing.promise.is_visit and due is not None and here(due).date() == today()


def _end_of_today() -> datetime:
    return here().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
