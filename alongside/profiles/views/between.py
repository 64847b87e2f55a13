"""What each of two sides reads of the other, opens to them, and appreciates about them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.profiles import actions
from alongside.profiles.forms import OfferForm
from alongside.profiles.headings import Sheet
from alongside.profiles.queries import Page, offered_by_me, page_of, pages_opened_by_me
from alongside.relationships.queries import Between, the_relationship


def between(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What they tell of themselves, while they open it here; and what they read of me."""
    return _between(request, relationship_id)


@require_POST
def offering(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Say what I appreciate about them."""
    viewer = viewer_of(request)
    form = OfferForm(request.POST)
    if not form.is_valid():
        return _between(request, relationship_id, request.POST)
    actions.offer(by=viewer, relationship_id=relationship_id, **form.cleaned_data)
    let_draft_go(by=viewer, form=_draft(relationship_id))
    return redirect("profiles:between", relationship_id)


def _draft(relationship_id: UUID) -> str:
    return f"appreciating/{relationship_id}"


def _between(
    request: HttpRequest, relationship_id: UUID, sent: QueryDict | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    form = as_left(viewer, _draft(relationship_id), OfferForm, sent)
    with looking(viewer) as look:
        each = the_relationship(viewer, relationship_id)
        pages = [_theirs(viewer, each, sheet) for sheet in (Sheet.ONE_PAGE, Sheet.ABOUT_ME)]
        if not all(page.is_empty for page in pages):
            look.saw(each.other.id, Strand.ABOUT_ME, each.ground, each.id)
        opened = pages_opened_by_me(viewer)
        offered = offered_by_me(viewer, each.id)
    page = {
        "between": each,
        "pages": [page for page in pages if not page.is_empty],
        "opened": [(sheet, (each.id, sheet.value) in opened) for sheet in Sheet],
        "offered": offered,
        "form": form,
        "here": "people",
        "tab": "about",
    }
    return render(request, "profiles/between.html", page)


def _theirs(viewer: Viewer, each: Between, sheet: Sheet) -> Page:
    return page_of(viewer, each.other.id, each.other_life.value, sheet)


@require_POST
def opening(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Open one of my pages here."""
    sheet = _sheet(request)
    actions.open_page(by=viewer_of(request), relationship_id=relationship_id, sheet=sheet)
    return _back(request, relationship_id)


@require_POST
def taking_back(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """From now on they read nothing of it."""
    sheet = _sheet(request)
    actions.close_page(by=viewer_of(request), relationship_id=relationship_id, sheet=sheet)
    return _back(request, relationship_id)


def _sheet(request: HttpRequest) -> Sheet:
    try:
        return Sheet(request.POST.get("sheet", Sheet.ABOUT_ME.value))
    except ValueError:
        raise Http404 from None


def _back(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    back = {"who": "profiles:who", "sharing": "shares:mine"}.get(request.POST.get("back", ""))
    if back:
        return redirect(back)
    return redirect("profiles:between", relationship_id)


@require_POST
def yes(request: HttpRequest, appreciation_id: UUID) -> HttpResponse:
    """It may be on my page."""
    actions.accept(by=viewer_of(request), appreciation_id=appreciation_id)
    return redirect("profiles:one-page")


@require_POST
def leaving_off(request: HttpRequest, appreciation_id: UUID) -> HttpResponse:
    """It is not on my page."""
    actions.leave_off(by=viewer_of(request), appreciation_id=appreciation_id)
    return redirect("profiles:one-page")


@require_POST
def offer_taken_back(request: HttpRequest, appreciation_id: UUID) -> HttpResponse:
    """My words go, from their page too."""
    back = actions.take_back_offer(by=viewer_of(request), appreciation_id=appreciation_id)
    return redirect("profiles:between", back)
