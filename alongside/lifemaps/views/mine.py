"""How my life is: the quilt, one patch of it, an earlier day beside now, and what I bring in."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.viewer import Viewer, selves_of, viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import drafts_of
from alongside.kit.change import nobody_in_between
from alongside.kit.paper.answers import answer
from alongside.kit.paper.sheets import Kind
from alongside.lifemaps import actions
from alongside.lifemaps.forms import AddForm, ElsewhereForm, NameForm, SayForm
from alongside.lifemaps.models import Patch, Saying
from alongside.lifemaps.paper import life_sheet
from alongside.lifemaps.queries import (
    LifeMap,
    Row,
    brought_beside,
    my_map,
    my_patch,
    said_of,
    starter_sets,
)
from alongside.people.models import Person
from alongside.vault.fields import open_rows


def mine(request: HttpRequest) -> HttpResponse:
    """All my patches; each opens where it stands."""
    return _mine(request, AddForm(auto_id="add_%s"))


@require_POST
def adding(request: HttpRequest) -> HttpResponse:
    """One more patch, under any name."""
    form = AddForm(request.POST, auto_id="add_%s")
    if not form.is_valid():
        return _mine(request, form)
    actions.name_patch(by=whose_map(request), **form.cleaned_data)
    return redirect("lifemaps:mine")


def _mine(request: HttpRequest, form: AddForm) -> HttpResponse:
    me = whose_map(request)
    found = my_map(me)
    page = {
        "map": found,
        "patches": _say_forms(me, found.rows),
        "picked": found.picked,
        "form": form,
        "sets": starter_sets(),
        "here": "me",
    }
    return render(request, "lifemaps/mine.html", page)


def whose_map(request: HttpRequest) -> Viewer:
    """The one of my records that has a map; the first if none has."""
    selves = selves_of(request)
    if len(selves) == 1:
        return selves[0]
    return next((me for me in selves if not my_map(me).is_empty), selves[0])


def _say_forms(me: Viewer, rows: list[Row]) -> list[tuple[Row, SayForm]]:
    """Each patch with its form, as I left it; else as it stands."""
    drafts = drafts_of(me, [_draft(row.patch.id) for row in rows])
    return [
        (
            row,
            as_left(
                me,
                _draft(row.patch.id),
                SayForm,
                first=_as_it_stands(row.patch, row.now),
                drafts=drafts,
                auto_id=f"p{row.patch.id.hex}_%s",
            ),
        )
        for row in rows
    ]


def _draft(patch_id: UUID) -> str:
    return f"life/{patch_id}"


def _as_it_stands(patch: Patch, said: Saying | None) -> dict[str, object]:
    first: dict[str, object] = {"first": patch.picked_at is not None}
    if said is None:
        return first
    return {**first, "how": said.how, "words": said.words, "more": said.more}


# --- one patch ----------------------------------------------------------------------------------


def patch(request: HttpRequest, patch_id: UUID) -> HttpResponse:
    """How it is now, and all I said of it before."""
    me = viewer_of(request)
    one, said = _patch(me, patch_id), said_of(me, patch_id)
    first = _as_it_stands(one, _standing(said))
    form = as_left(me, _draft(patch_id), SayForm, request.POST or None, first=first)
    if request.method == "POST" and form.is_valid():
        actions.say(by=me, patch_id=patch_id, **form.said())
        actions.pick(by=me, patch_id=patch_id, first=form.cleaned_data["first"])
        let_draft_go(by=me, form=_draft(patch_id))
        return redirect("lifemaps:mine")
    return _page_of(request, one, said, form, NameForm(stands={"called": one.called}))


def _standing(said: list[Saying]) -> Saying | None:
    return next((each for each in said if each.replaced_at is None), None)


def _patch(me: Viewer, patch_id: UUID) -> Patch:
    one = my_patch(me, patch_id)
    if one is None:
        raise Http404
    return one


def _page_of(
    request: HttpRequest, one: Patch, said: list[Saying], form: SayForm, name: NameForm
) -> HttpResponse:
    page = {
        "patch": one,
        "form": form,
        "name_form": name,
        "said": said,
        "elsewhere": brought_beside(viewer_of(request), one.id),
        "here": "me",
    }
    return render(request, "lifemaps/patch.html", page)


@require_POST
@nobody_in_between
def naming(request: HttpRequest, patch_id: UUID) -> HttpResponse:
    """Another name for the same patch."""
    me = viewer_of(request)
    one = _patch(me, patch_id)
    name = NameForm(request.POST, stands={"called": one.called})
    if not name.is_valid():
        said = said_of(me, patch_id)
        # The other form on the page still says how it stands: saving it changes nothing.
        first = _as_it_stands(one, _standing(said))
        form = as_left(me, _draft(patch_id), SayForm, first=first)
        return _page_of(request, one, said, form, name)
    actions.rename(by=me, patch_id=patch_id, **name.cleaned_data)
    return redirect("lifemaps:patch", patch_id)


@require_POST
def letting_go(request: HttpRequest, patch_id: UUID) -> HttpResponse:
    actions.let_go(by=viewer_of(request), patch_id=patch_id)
    return redirect("lifemaps:mine")


@require_POST
def bringing_back(request: HttpRequest, patch_id: UUID) -> HttpResponse:
    actions.bring_back(by=viewer_of(request), patch_id=patch_id)
    return redirect("lifemaps:mine")


@require_POST
def removal(request: HttpRequest, patch_id: UUID) -> HttpResponse:
    """Take the patch out for good, with all that was said of it."""
    actions.take_out_patch(by=viewer_of(request), patch_id=patch_id)
    return redirect("lifemaps:mine")


@require_POST
def saying_removal(request: HttpRequest, saying_id: UUID) -> HttpResponse:
    """Take these words out for good."""
    patch_id = actions.take_out_saying(by=viewer_of(request), saying_id=saying_id)
    return redirect("lifemaps:patch", patch_id)


# --- an earlier day, beside now -----------------------------------------------------------------


def then(request: HttpRequest, then: str) -> HttpResponse:
    """An earlier map and that of now, patch by patch, side by side."""
    day, found = day_of(then), my_map(whose_map(request))
    return render(request, "lifemaps/then.html", {**beside_now(found, day), "here": "me"})


def day_of(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Http404 from None


def beside_now(found: LifeMap, day: date) -> dict[str, object]:
    """Each patch, and what stood on that day; what was let go since stands last."""
    gone = [row for row in found.let_go if row.on(day)]
    pairs = [(row, row.on(day)) for row in (*found.rows, *gone)]
    return {"day": day, "pairs": pairs, "earlier": [one for one in found.earlier if one != day]}


# --- from elsewhere -----------------------------------------------------------------------------


def elsewhere(request: HttpRequest) -> HttpResponse:
    """Bring in what another tool came to."""
    me = whose_map(request)
    found = my_map(me)
    draft, patches = "life/elsewhere", [row.patch for row in found.rows]
    form = as_left(me, draft, ElsewhereForm, request.POST or None, patches=patches)
    if request.method == "POST" and form.is_valid():
        actions.bring_in(by=me, **form.said())
        let_draft_go(by=me, form=draft)
        return redirect("lifemaps:elsewhere")
    beside = [row for row in (*found.rows, *found.let_go) if row.elsewhere]
    page = {"form": form, "beside": beside, "loose": found.loose, "here": "me"}
    return render(request, "lifemaps/elsewhere.html", page)


@require_POST
def elsewhere_removal(request: HttpRequest, elsewhere_id: UUID) -> HttpResponse:
    actions.take_out_elsewhere(by=viewer_of(request), elsewhere_id=elsewhere_id)
    return redirect("lifemaps:elsewhere")


# --- on paper -----------------------------------------------------------------------------------


def on_paper(request: HttpRequest, kind: Kind) -> HttpResponse:
    person: Person = request.user.person  # type: ignore[union-attr]
    open_rows([person])
    return answer(life_sheet(my_map(whose_map(request)), person.called), kind)
