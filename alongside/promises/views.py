from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.trail import Look, looking
from alongside.access.viewer import Viewer, selves_of, viewer_of
from alongside.agreements.queries import resting
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import draft_of, drafts_of
from alongside.kit import forms as kit
from alongside.kit.ids import new_id
from alongside.promises import actions
from alongside.promises.forms import (
    MoveForm,
    PromiseForm,
    PutRightForm,
    ReplyForm,
    WordsForm,
)
from alongside.promises.models import Answer
from alongside.promises.queries import (
    open_promises,
    promises_between,
    standing_of,
)
from alongside.promises.showing import PromiseLine, ahead_and_past, line_of, lines_of, saw_lines
from alongside.relationships.queries import (
    Between,
    my_relationships,
    once_for_me,
    one_each,
    the_relationship,
)


def mine(request: HttpRequest) -> HttpResponse:
    """Every open promise in my relationships, soonest first."""
    people: list[Between] = []
    found: dict[str, list[PromiseLine]] = {"ahead": [], "past": []}
    for me in selves_of(request):
        with looking(me) as look:
            between = {each.id: each for each in my_relationships(me)}
            lines = lines_of(me, between, open_promises(me))
            saw_lines(look, lines)
        people += between.values()
        found = {name: found[name] + some for name, some in ahead_and_past(lines).items()}
    whom = one_each(people) if viewer_of(request).is_working else once_for_me(people)
    return render(request, "promises/mine.html", {"here": "promises", "people": whom, **found})


def of_relationship(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Our promises: open now, and before that."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        found = promises_between(viewer, relationship_id)
        lines = lines_of(viewer, {between.id: between}, found)
        saw_lines(look, lines)
        rests = resting(viewer, between.id)
    still_open = ahead_and_past(line for line in lines if line.standing.is_open)
    ended = [line for line in reversed(lines) if not line.standing.is_open]
    told = {"between": between, **still_open, "ended": ended, "tab": "promises"}
    told |= {"here": "people", "resting": rests}
    return render(request, "promises/of_relationship.html", told)


def one(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """One promise, all that was said of it, and what can be done now."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        line = _line(viewer, look, promise_id)
    forms = _forms(viewer, line)
    seen = {"line": line, "between": line.between, "forms": forms, "me": viewer.person_id}
    promise = line.standing.promise
    seen["is_alone"] = promise.moment_id is None and promise.written_by_id == viewer.person_id
    return render(request, "promises/one.html", {**seen, "here": "promises"})


FORMS: dict[str, type[kit.Form]] = {
    "keep": WordsForm,
    "move": MoveForm,
    "miss": WordsForm,
    "put_right": PutRightForm,
    "let_go": WordsForm,
}
"""What can be said of a promise on its page, each with a form of its own."""


def _forms(viewer: Viewer, line: PromiseLine) -> dict[str, kit.Form]:
    """Each as the viewer left it; and the replies they began."""
    said = line.standing.answers
    keys = {name: _draft(name, line.id) for name in FORMS}
    drafts = drafts_of(viewer, (*keys.values(), *(_draft("reply", each.id) for each in said)))
    for answer in said:
        answer.draft = _draft("reply", answer.id)  # type: ignore[attr-defined]
        answer.typed = drafts.get(answer.draft, {}).get("words", [""])[0]  # type: ignore[attr-defined]
    return {
        name: as_left(viewer, keys[name], kind, drafts=drafts, auto_id=f"{name}-%s")
        for name, kind in FORMS.items()
    }


def _draft(name: str, id: UUID) -> str:
    return f"promise-{name}/{id}"


def make(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Make a promise, mine or theirs."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    key = f"promise/{relationship_id}"
    if request.method == "POST":
        form = PromiseForm(request.POST, other=between.other.called)
        if form.is_valid():
            promiser = (
                viewer.person_id if form.cleaned_data["whose"] == actions.ME else between.other.id
            )
            promise = actions.make_promise(
                by=viewer,
                relationship_id=relationship_id,
                promiser_id=promiser,
                what=form.what(),
                id=form.cleaned_data["id"],
            )
            let_draft_go(by=viewer, form=key)
            return redirect("promises:one", promise.id)
    else:
        kept = draft_of(viewer, key)
        first = {"id": new_id(), **(kit.first_said(PromiseForm, kept) if kept else {})}
        form = PromiseForm(initial=first, other=between.other.called)
    page = {"form": form, "between": between, "draft": key, "here": "promises"}
    return render(request, "promises/make.html", page)


def move(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Move it to another day."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        line = _line(viewer, look, promise_id)
    draft = _draft("move", promise_id)
    form = as_left(viewer, draft, MoveForm, request.POST or None)
    if request.method == "POST" and form.is_valid():
        how, to = form.due()
        said = {name: form.cleaned_data[name] for name in ("words", "id")}
        move_it = partial(actions.move_promise, by=viewer, promise_id=promise_id, due=how, **said)
        if to is not None and _tried(partial(move_it, to=to)):
            let_draft_go(by=viewer, form=draft)
            return redirect("promises:one", promise_id)
        form.add_error("words", ended_meanwhile())
    page = {"form": form, "line": line, "between": line.between, "here": "promises"}
    return render(request, "promises/move.html", page)


@require_POST
def letting_through(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """I have read this old promise: the other side may see it."""
    actions.let_promise_through(by=viewer_of(request), promise_id=promise_id)
    return redirect("promises:one", promise_id)


@require_POST
def keeping(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    return _answering(request, promise_id, actions.keep_promise, "keep")


@require_POST
def missing(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    return _answering(request, promise_id, actions.miss_promise, "miss")


@require_POST
def letting_go(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    return _answering(request, promise_id, actions.ask_to_let_go, "let_go")


@require_POST
def not_today(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    return _answering(request, promise_id, actions.say_not_today, "not_today")


@require_POST
def coming(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """I'll be there."""
    return _answering(request, promise_id, actions.say_coming, "coming")


@require_POST
def putting_right(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """What we did to put it right."""
    return _answering(request, promise_id, actions.put_right, "put_right")


@require_POST
def replying(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Agree with what the other side said became of it, or say otherwise."""
    viewer = viewer_of(request)
    answer = Answer.objects.get_ours(viewer, id=answer_id)
    draft = _draft("reply", answer_id)
    form = as_left(viewer, draft, ReplyForm, request.POST)
    if not form.is_valid():
        return _ask_again(request, answer.promise_id, form)
    said = form.cleaned_data
    agrees = said["agrees"] == ReplyForm.YES
    actions.reply_to_answer(by=viewer, answer_id=answer_id, agrees=agrees, words=said["words"])
    let_draft_go(by=viewer, form=draft)
    return redirect("promises:one", answer.promise_id)


@require_POST
def undoing(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Take back what I said became of it."""
    viewer = viewer_of(request)
    answer = Answer.objects.get_ours(viewer, id=answer_id)
    _tried(lambda: actions.undo_answer(by=viewer, answer_id=answer_id))
    return redirect("promises:one", answer.promise_id)


def _answering(
    request: HttpRequest,
    promise_id: UUID,
    verb: Callable[..., Answer],
    name: str,
) -> HttpResponse:
    viewer = viewer_of(request)
    draft = _draft(name, promise_id)
    form = as_left(viewer, draft, FORMS.get(name, WordsForm), request.POST)
    if not form.is_valid():
        return _ask_again(request, promise_id, form)
    said = form.cleaned_data
    if _tried(partial(verb, by=viewer, promise_id=promise_id, words=said["words"], id=said["id"])):
        let_draft_go(by=viewer, form=draft)
    elif said["words"]:
        form.add_error("words", ended_meanwhile())
        return _ask_again(request, promise_id, form)
    return _back(request, promise_id)


def ended_meanwhile() -> str:
    """Somebody said what became of it while these words were typed."""
    return _(
        "This was not written down: what became of the promise was said meanwhile. "
        "Your words are still here. Go back to read it first."
    )


def _ask_again(request: HttpRequest, promise_id: UUID, form: kit.Form) -> HttpResponse:
    """Something about the words: they stand on a page of their own, with what to change."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        line = _line(viewer, look, promise_id)
    page = {"form": form, "line": line, "between": line.between, "here": "promises"}
    return render(request, "promises/words.html", page)


def _tried(act: Callable[[], object]) -> bool:
    """Do it. When the promise stands otherwise by now, nothing changes, and False is given."""
    try:
        act()
    except actions.Ended:
        return False
    return True


def _back(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Back to where the button was."""
    if request.POST.get("back") == "home":
        return redirect("pages:front")
    return redirect("promises:one", promise_id)


def _line(viewer: Viewer, look: Look, promise_id: UUID) -> PromiseLine:
    standing = standing_of(viewer, promise_id)
    between = the_relationship(viewer, standing.promise.relationship_id)
    line = line_of(viewer, between, standing)
    saw_lines(look, [line])
    return line
