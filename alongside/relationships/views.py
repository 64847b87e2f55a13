"""Inviting in person, joining, and helping somebody back in."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, selves_of, viewer_of
from alongside.accounts.actions import NameTaken
from alongside.accounts.devices import network_of
from alongside.accounts.tries import TooManyTries, note_try, take_back
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.kit.square import square
from alongside.relationships import joining as ways
from alongside.relationships import merging
from alongside.relationships.forms import (
    CodeForm,
    ColleagueForm,
    JoinForm,
    SamePersonForm,
    WayInForm,
)
from alongside.relationships.models import Invitation
from alongside.relationships.queries import Between, my_relationships, the_relationship
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
    return {
        "code": f"{shown.code[:HALF]} {shown.code[HALF:]}",
        "spoken": " ".join(shown.code),
        "address": address,
        "waits_until": shown.waits_until,
        "join_at": request.build_absolute_uri(reverse("relationships:join")),
        "square": square(address),
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
    letters = form.cleaned_data["code"]
    invitation = ways.find_by_code(letters)
    if invitation is None:
        form.add_error("code", _why_not(letters))
        return None
    take_back(tries)
    return invitation


def _why_not(letters: str) -> str:
    if ways.have_ended(letters):
        return _("These letters were right, and have ended. Ask for new ones.")
    return _("These letters do not work. Look again, or ask for new ones.")


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


# --- two records of one person ---------------------------------------------------------------


def same_person(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Choose among the people I walk with; see what becomes one; say why, and say so."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        could_be = merging.who_it_could_be(viewer, between)
        told = merging.told_as_one(viewer, between)
        for alias in told:
            look.saw(alias.kept_as_id, Strand.ABOUT_ME, between.ground, between.id)
    chosen = _chosen(request, could_be)
    draft = f"same-person/{relationship_id}"
    form = as_left(viewer, draft, SamePersonForm, request.POST or None)
    if request.method == "POST" and chosen and form.is_valid():
        says = _say_so(viewer, between, chosen, form)
        if not says:
            let_draft_go(by=viewer, form=draft)
            return redirect("relationships:same-person", relationship_id)
        form.add_error(None, says)
    page = {"between": between, "could_be": could_be, "told": told, "chosen": chosen}
    page |= {"form": form, "here": "people", "stories": _stories(viewer, between)}
    return render(request, "relationships/same_person.html", page)


def _chosen(request: HttpRequest, could_be: list[Between]) -> Between | None:
    asked = request.POST.get("other") or request.GET.get("other")
    if not asked:
        return None
    found = next((each for each in could_be if str(each.id) == asked), None)
    if found is None:
        raise Http404
    return found


def _stories(viewer: Viewer, between: Between) -> list[Between]:
    """What I keep with the other records of this person."""
    if between.as_one is None:
        return []
    here = my_relationships(viewer)
    return [one for one in here if one.as_one == between.as_one and one.id != between.id]


def _say_so(viewer: Viewer, between: Between, chosen: Between, form: SamePersonForm) -> str:
    """Gives what stands against it, in plain words; nothing when it was done."""
    said = form.cleaned_data
    try:
        merging.say_they_are_one(
            by=viewer,
            relationship_id=between.id,
            other_id=chosen.id,
            why=said["why"],
            id=said["id"],
        )
    except merging.OnlyThemselves:
        return _(
            "Each of them has a way in, so only they can say so: show them a code when you are"
            " together. They type it on their own page, under Me."
        )
    except merging.CannotBeOne:
        return _("We cannot make these two one. Talk it over with somebody in your team.")
    return ""


@require_POST
def taking_apart(request: HttpRequest, alias_id: UUID) -> HttpResponse:
    """They are two after all."""
    viewer = viewer_of(request)
    try:
        merging.take_apart(by=viewer, alias_id=alias_id)
    except merging.TooLate:
        return render(request, "relationships/stays_one.html", {"here": "people"})
    return redirect("pages:people" if viewer.is_working else "pages:home")


@require_POST
def saying_yes(request: HttpRequest, alias_id: UUID) -> HttpResponse:
    """Both are me."""
    merging.say_yes_i_am_both(by=viewer_of(request), alias_id=alias_id)
    return redirect("pages:home")


def both_me(request: HttpRequest) -> HttpResponse:
    """I am here twice: type the six letters shown for my other record; or take it apart again."""
    me = viewer_of(request)
    if me.is_working:
        raise Http404
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _say_i_am_both(request, me, form):
        return redirect("relationships:both-me")
    told = {a.id: a for each in selves_of(request) for a in merging.records_that_are_me(each)}
    page = {"form": form, "told": list(told.values()), "here": "me"}
    return render(request, "relationships/both_me.html", page)


def _say_i_am_both(request: HttpRequest, me: Viewer, form: CodeForm) -> bool:
    invitation = _behind(request, form)
    if invitation is None:
        return False
    try:
        merging.say_i_am_both(by=me, invitation=invitation)
    except (merging.CannotBeOne, ways.CodeEnded, Http404):
        form.add_error("code", _("This code cannot be used for that. Ask whoever showed it."))
        return False
    return True
