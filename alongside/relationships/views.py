"""Inviting in person, joining, and helping somebody back in."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import viewer_of
from alongside.accounts.actions import NameTaken
from alongside.accounts.devices import network_of
from alongside.accounts.tries import TooManyTries, note_try, take_back
from alongside.relationships import joining as ways
from alongside.relationships.forms import CodeForm, ColleagueForm, JoinForm, WayInForm
from alongside.relationships.models import Invitation
from alongside.relationships.queries import Between, the_relationship
from alongside.relationships.waiting import is_waiting, let_in, stop
from alongside.relationships.words import let_reach_through

HALF = ways.HOW_MANY // 2


@require_POST
def letting_reach_through(request: HttpRequest, reach_id: UUID) -> HttpResponse:
    """I have read what a file says about reaching them: they may see it."""
    relationship_id = let_reach_through(by=viewer_of(request), reach_id=reach_id)
    return redirect("pages:to-read-through", relationship_id)


# --- showing a code ---------------------------------------------------------------------------


def inviting(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Show the other side a way in, in person."""
    return _showing(request, relationship_id, comes_back=False)


def helping_back(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Show somebody who lost their way in a new one, in person."""
    return _showing(request, relationship_id, comes_back=True)


def _showing(request: HttpRequest, relationship_id: UUID, *, comes_back: bool) -> HttpResponse:
    viewer = viewer_of(request)
    between = _between(request, relationship_id)
    page = {
        "between": between,
        "is_here": ways.is_here(by=viewer, relationship_id=relationship_id),
        "comes_back": comes_back,
        "can_help": ways.can_help(by=viewer, relationship_id=relationship_id),
    }
    # The other page is the right one then: this one says so.
    if request.method == "POST" and page["is_here"] == comes_back:
        shown = ways.invite(by=viewer, relationship_id=relationship_id, comes_back=comes_back)
        page |= _shown(request, shown)
    return render(request, "relationships/inviting.html", page)


def _between(request: HttpRequest, relationship_id: UUID) -> Between:
    with looking(viewer_of(request)) as look:
        between = the_relationship(look.viewer, relationship_id)
        look.saw(between.other.id, Strand.ABOUT_ME, between.ground, between.id)
    return between


def _shown(request: HttpRequest, shown: ways.Shown) -> dict[str, object]:
    """The same way in three times: to scan, to open, to type."""
    address = request.build_absolute_uri(reverse("relationships:joining", args=(shown.link,)))
    # Drawn with attributes alone, as our pages allow no style inside them.
    drawing = segno.make(address, micro=False, error="m").svg_inline(
        omitsize=True, svgclass=None, lineclass=None, border=2
    )
    return {
        "code": f"{shown.code[:HALF]} {shown.code[HALF:]}",
        "spoken": " ".join(shown.code),
        "address": address,
        "waits_until": shown.waits_until,
        "join_at": request.build_absolute_uri(reverse("relationships:join")),
        "square": SafeString(drawing),
    }


def new_colleague(request: HttpRequest) -> HttpResponse:
    """Begin with somebody I work with, then show them the way in."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        begun = ways.invite_colleague(by=viewer, called=said["called"], id=said["id"])
        return redirect("relationships:inviting", begun.id)
    return render(request, "relationships/new_colleague.html", {"form": form, "here": "people"})


# --- joining ----------------------------------------------------------------------------------


@login_not_required
def join_by_code(request: HttpRequest) -> HttpResponse:
    """Six letters, counted: a guess costs one of few tries."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = _behind(request, form)
        if invitation is not None:
            return redirect("relationships:joining", ways.link_of(invitation))
    return render(request, "relationships/join.html", {"form": form})


def _behind(request: HttpRequest, form: CodeForm) -> Invitation | None:
    """What the letters open; or None, and the form says why."""
    try:
        tries = note_try((ways.JOINING_FROM, network_of(request)), (ways.JOINING_HERE, ""))
    except TooManyTries as too_many:
        form.add_error(None, too_many.says())
        return None
    invitation = ways.find_by_code(form.cleaned_data["code"])
    if invitation is None:
        form.add_error(
            "code", _("These letters do not work, or have ended. Look again, or ask for new ones.")
        )
        return None
    take_back(tries)
    return invitation


@login_not_required
def joining(request: HttpRequest, link: str) -> HttpResponse:
    """Take up my side, or come back to it. Used, old and unknown links are one page."""
    invitation = ways.find_by_link(link)
    if invitation is None:
        return _ended(request)
    if is_waiting(invitation):
        return render(request, "relationships/waiting.html", {"until": invitation.waits_until})
    form = _form_for(request, invitation)
    if request.method == "POST" and form.is_valid():
        try:
            _take_up(request, invitation, form)
        except ways.CodeEnded:
            return _ended(request)
        except NameTaken:
            form.name_is_taken()
        else:
            return redirect(_next_page(form))
    page = {
        "form": form,
        "by": ways.shown_by_name(invitation),
        "comes_back": invitation.comes_back,
    }
    return render(request, "relationships/joining.html", page)


@require_POST
def letting_in(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """It is me who is being let in somewhere else."""
    let_in(by=viewer_of(request), invitation_id=invitation_id, works_for=ways.WORKS_FOR)
    return redirect("/")


@require_POST
def stopping(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """It is not me: nobody is let in."""
    stop(by=viewer_of(request), invitation_id=invitation_id)
    return redirect("/")


def _form_for(request: HttpRequest, invitation: Invitation) -> WayInForm:
    said = request.POST or None
    if invitation.comes_back:
        return WayInForm(said)
    return JoinForm(said, initial={"called": ways.called_so_far(invitation)})


def _take_up(request: HttpRequest, invitation: Invitation, form: WayInForm) -> None:
    said = form.cleaned_data
    handle, passphrase, own = said["handle"], said["passphrase"], said["own"]
    if invitation.comes_back:
        ways.come_back(
            request,
            invitation=invitation,
            handle=handle,
            passphrase=passphrase,
            own_phone=own,
        )
        return
    ways.join(
        request,
        invitation=invitation,
        called=said["called"],
        handle=handle,
        passphrase=passphrase,
        own_phone=own,
    )


def _next_page(form: WayInForm) -> str:
    if form.cleaned_data["passphrase"]:
        return "/"
    return f"{reverse('accounts:new-passkey')}?{urlencode({'next': '/'})}"


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "relationships/ended.html", status=HTTPStatus.NOT_FOUND)
