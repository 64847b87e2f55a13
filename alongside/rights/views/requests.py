"""Data requests: written down, made sure of, looked through, given out."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Look, looking
from alongside.access.viewer import Life, Viewer, viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import drafts_of
from alongside.kit.ids import new_id
from alongside.kit.time import today
from alongside.relationships.queries import Between, my_relationships
from alongside.rights.actions import requests as actions
from alongside.rights.clocks import to_give_out
from alongside.rights.copies.gathering import strand_of
from alongside.rights.forms import RequestForm, ReviewForm, WithholdForm
from alongside.rights.kinds import as_read, called
from alongside.rights.models import DataRequest, RequestStep, What, Withheld, WithheldReview
from alongside.rights.queries import notes_to_self, things_told
from alongside.rights.showing import hearers_here, named
from alongside.rights.views.copies import as_download
from alongside.vault.fields import SealedModel, open_rows

PAGE = 30
Told = tuple[SealedModel, list[str]]
WAITS = {
    "not-me": gettext_lazy("The person says that it was not them. Nothing is given out."),
    "a-day": gettext_lazy("A day has to pass between asking and giving out."),
    "call-back": gettext_lazy(
        "Ring or meet them, in the way they said is safe, and ask if it was them."
    ),
    "never-tell": gettext_lazy(
        "Whoever asked is on the list of those never to be told. Ask the person, face to face."
    ),
    "looking-through": gettext_lazy(
        "Everybody at work who told something here has to look through it first."
    ),
    "second-person": gettext_lazy("A second person has yet to look over what is held back."),
}


def _at_work(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    return viewer


def _with(viewer: Viewer, person_id: UUID) -> Between | None:
    """My relationship with this person, if I have one in this life."""
    return next((b for b in my_relationships(viewer) if b.other.id == person_id), None)


def requests(request: HttpRequest) -> HttpResponse:
    """Who asked for a copy, as far as I keep it, walk with them, or am the one."""
    viewer = viewer_of(request)
    with looking(viewer):
        found = DataRequest.objects.ours(viewer).order_by("-at")
        standings = [actions.standing_of(each) for each in found]
        names = {b.other.id: b.other.called for b in my_relationships(viewer)}
        over = Withheld.objects.ours(viewer).filter(reviewer_id=viewer.person_id, review=None)
    rows = [(s, names.get(s.request.about_id, ""), _clock(s)) for s in standings]
    page = {"rows": rows, "to_look_over": list(over), "here": "me"}
    return render(request, "rights/requests.html", page)


def _clock(standing: actions.Standing) -> object:
    released = standing.released
    return to_give_out(standing.request.asked_on, released.at if released else None)


def write_down(request: HttpRequest) -> HttpResponse:
    """Somebody I walk with asks for a copy of what is kept about them."""
    viewer = _at_work(request)
    people = [
        (str(b.id), b.other.called) for b in my_relationships(viewer) if b.other_life == Life.OWN
    ]
    form = as_left(
        viewer,
        "data-request",
        RequestForm,
        request.POST or None,
        first={"id": new_id()},
        people=people,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = actions.write_request_down(
            by=viewer,
            relationship_id=said["who"],
            asked_by=said["asked_by"],
            how=said["how"],
            asked_on=min(said["day"] or today(), today()),
            id=said["id"],
        )
        let_draft_go(by=viewer, form=form.draft)
        return redirect("rights:request", made.id)
    return render(request, "rights/request_new.html", {"form": form, "people": people})


def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request, how it stands, and what can be done now."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        asked = DataRequest.objects.get_ours(viewer, id=request_id)
        open_rows([asked])
        look.saw(asked.about_id, Strand.ABOUT_ME, Ground.SIDE, asked.relationship_id)
        standing = actions.standing_of(asked)
        between = _with(viewer, asked.about_id)
    page = {
        "standing": standing,
        "asked": asked,
        "clock": _clock(standing),
        "waits": [WAITS[name] for name in standing.waits],
        "name": between.other.called if between else "",
        "mine": asked.about_id == viewer.person_id and not viewer.is_working,
        "kept_by_me": asked.kept_by_id == viewer.person_id and viewer.is_working,
        "copy_id": new_id(),
        "here": "me",
    }
    return render(request, "rights/request.html", page)


@require_POST
def calling_back(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """It was they who asked: I rang, or met them."""
    actions.call_back(by=_at_work(request), request_id=request_id)
    return redirect("rights:request", request_id)


@require_POST
def not_me(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """I did not ask. It stops here."""
    actions.say_not_me(by=viewer_of(request), request_id=request_id)
    return redirect("rights:request", request_id)


@require_POST
def releasing(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Give it out; what still stands before it is on the page."""
    try:
        actions.release(by=_at_work(request), request_id=request_id)
    except actions.NotYet:
        return redirect("rights:request", request_id)
    return redirect("rights:request", request_id)


@require_POST
def copy(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """The person takes the copy that was given out, on their own page and nowhere else."""
    viewer = viewer_of(request)
    DataRequest.objects.get_ours(viewer, id=request_id)
    try:
        id = UUID(request.POST.get("id", ""))
    except ValueError:
        id = new_id()
    return as_download(actions.take_released(by=viewer, request_id=request_id, id=id))


def looking_through(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What is told between me and the person, to hold back what must be, thing by thing."""
    viewer = _at_work(request)
    asked = DataRequest.objects.get_ours(viewer, id=request_id)
    between = _with(viewer, asked.about_id)
    if between is None:
        raise Http404
    form = WithholdForm(request.POST or None, hearers=_others_who_hear(viewer))
    says = ""
    if request.method == "POST":
        says = _said(viewer, request, request_id, between, form)
        if not says:
            return redirect(request.get_full_path())
    with looking(viewer) as look:
        page = _things(viewer, look, asked, between, request)
    page |= {"between": between, "asked": asked, "says": says, "here": "me"}
    return render(request, "rights/looking_through.html", page)


def _said(
    viewer: Viewer, request: HttpRequest, request_id: UUID, between: Between, form: WithholdForm
) -> str:
    """Gives what stands against it, in plain words; nothing when it was done."""
    about = request.POST.get("about")
    try:
        if "looked" in request.POST:
            actions.say_looked_through(by=viewer, request_id=request_id)
        elif about in {"yes", "no"}:
            note_id = _id(request.POST.get("row", ""))
            actions.say_about_them(
                by=viewer, request_id=request_id, note_id=note_id, about=about == "yes"
            )
        else:
            return _withhold(viewer, request_id, between, form) if form.is_valid() else _unsaid()
    except actions.NotYet:
        return _("The copy has been given out already.")
    return ""


def _id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Http404 from None


def _unsaid() -> str:
    return _("Choose why, say it in a few words, and choose who looks it over.")


DIGITS = 6
"""More than anybody told of anybody."""


def _start(request: HttpRequest) -> int:
    start = request.GET.get("from", "")
    return int(start) if start.isascii() and start.isdecimal() and len(start) <= DIGITS else 0


def _others_who_hear(viewer: Viewer) -> Sequence[tuple[str, str]]:
    return [(str(h.id), named(h)) for h in hearers_here() if h.person_id != viewer.person_id]


def _withhold(viewer: Viewer, request_id: UUID, between: Between, form: WithholdForm) -> str:
    """Gives what stands against it, in plain words; nothing when it was done."""
    said = form.cleaned_data
    thing = actions.Thing(relationship_id=between.id, kind=said["kind"], row_id=said["row"])
    try:
        actions.withhold(
            by=viewer,
            request_id=request_id,
            thing=thing,
            why=said["why"],
            reason=said["reason"],
            hearer_id=said["hearer"],
        )
    except actions.SameTwo:
        return _("Somebody else has to look it over.")
    let_draft_go(by=viewer, form=_withholding(request_id, said["row"]))
    return ""


def _withholding(request_id: UUID, row_id: UUID) -> str:
    return f"withholding/{request_id}/{row_id}"


def _things(
    viewer: Viewer, look: Look, asked: DataRequest, between: Between, request: HttpRequest
) -> dict[str, object]:
    """A page of things, each with what was decided of it so far, and what was typed for it."""
    start, typed = _start(request), request.POST.get("row", "")
    notes = list(notes_to_self(viewer))
    told = [*_newest_first(notes), *_newest_first(things_told(viewer, between.id))]
    note_ids = {note.pk for note, _said in notes}
    steps = RequestStep.objects.ours(viewer).filter(request=asked, by_id=viewer.person_id)
    about_them = set(steps.filter(what=What.ABOUT).values_list("row_id", flat=True))
    looked = steps.filter(what=What.LOOKED).first()
    held = {
        (each.kind, each.row_id): each
        for each in Withheld.objects.ours(viewer).filter(request=asked)
    }
    shown = told[start : start + PAGE]
    for row, _said in shown:
        if (strand := strand_of(row)) and row.pk not in note_ids:
            look.saw(between.other.id, strand, Ground.SIDE, between.id)
    hearers = _others_who_hear(viewer)
    drafts = drafts_of(viewer, [_withholding(asked.id, row.pk) for row, _said in shown])
    things = []
    for row, said in shown:
        label = row._meta.label
        first = {"kind": label, "row": row.pk}
        form = as_left(
            viewer,
            _withholding(asked.id, row.pk),
            WithholdForm,
            request.POST if typed == str(row.pk) else None,
            first=first,
            drafts=drafts,
            hearers=hearers,
            auto_id=f"w-{row.pk}-%s",
        )
        things.append(
            {
                "about": called(row),
                "said": as_read(row, said),
                "form": form,
                "held": held.get((label, row.pk)),
                "note": row.pk if row.pk in note_ids else None,
                "is_about": row.pk in about_them,
                "names": between.other.called.lower() in " ".join(said).lower(),
            }
        )
    following = start + PAGE if start + PAGE < len(told) else None
    page: dict[str, object] = {
        "things": things,
        "following": following,
        "hearers": hearers,
        "looked": looked,
    }
    return page | {"released": actions.standing_of(asked).released}


def _newest_first(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda each: each[0].pk, reverse=True)


def withheld(request: HttpRequest, withheld_id: UUID) -> HttpResponse:
    """The second person reads why, and says yes or no. The thing itself they are not shown."""
    viewer = _at_work(request)
    with looking(viewer) as look:
        held = Withheld.objects.get_ours(viewer, id=withheld_id)
        review = WithheldReview.objects.ours(viewer).filter(withheld=held).first()
        open_rows([held, *([review] if review else [])])
        look.saw(held.request.about_id, Strand.ABOUT_ME, Ground.DUTY, None)
    form = as_left(viewer, f"withheld/{withheld_id}", ReviewForm, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.review_withheld(
            by=viewer,
            withheld_id=held.id,
            agrees=request.POST.get("agrees") == "yes",
            words=form.cleaned_data["words"],
        )
        let_draft_go(by=viewer, form=form.draft)
        return redirect("rights:withheld", held.id)
    can = held.reviewer_id == viewer.person_id and review is None
    page = {"held": held, "review": review, "form": form, "can": can, "here": "me"}
    return render(request, "rights/withheld.html", page)
