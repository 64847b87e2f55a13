"""Names for patches that somebody wrote down for this place."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.viewer import viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.lifemaps import actions
from alongside.lifemaps.forms import SetForm
from alongside.lifemaps.queries import starter_sets
from alongside.lifemaps.views.mine import whose_map


def sets(request: HttpRequest) -> HttpResponse:
    """Write down names for others to borrow. Only at work: it is the place's own words."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    draft = "life/sets"
    form = as_left(viewer, draft, SetForm, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.write_set(by=viewer, called=said["called"], names=said["words"], id=said["id"])
        let_draft_go(by=viewer, form=draft)
        return redirect("lifemaps:sets")
    page = {"form": form, "sets": starter_sets(), "me": viewer.person_id, "here": "me"}
    return render(request, "lifemaps/sets.html", page)


@require_POST
def taking_back(request: HttpRequest, set_id: UUID) -> HttpResponse:
    actions.take_back_set(by=viewer_of(request), set_id=set_id)
    return redirect("lifemaps:sets")


@require_POST
def borrowing(request: HttpRequest) -> HttpResponse:
    """Names of a set become patches of mine, to name again or let go."""
    chosen = _id(request, "set")
    if chosen is None:
        raise Http404
    actions.borrow_set(by=whose_map(request), set_id=chosen, id=_id(request, "id"))
    return redirect("lifemaps:mine")


def _id(request: HttpRequest, name: str) -> UUID | None:
    try:
        found: UUID = forms.UUIDField().clean(request.POST.get(name))
    except forms.ValidationError:
        return None
    return found
