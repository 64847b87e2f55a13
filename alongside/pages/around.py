"""Who is around the work: teams, partners, people who wait for a new agreement; and leaving."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Life, Viewer, viewer_of
from alongside.kit.ids import new_id
from alongside.kit.time import end_of
from alongside.pages.forms import NamedForm, PersonAtForm
from alongside.partners.actions import write_down_partner, write_down_who_works_there
from alongside.partners.beginning import begin_team, may_begin_team
from alongside.partners.models import Partner
from alongside.partners.queries import partners, people_in
from alongside.relationships.actions import begin_relationship
from alongside.relationships.queries import my_relationships
from alongside.shares.forms import ColleagueAwayForm
from alongside.shares.in_person import may_show_letters
from alongside.shares.joining import join
from alongside.shares.keeping import NobodyToKeep
from alongside.shares.leaving import (
    SameTwo,
    agree_to_leaving,
    leave_partner,
    leave_team,
    say_colleague_is_away,
)
from alongside.shares.queries import who_waits_with_me
from alongside.shares.second_people import leavings_to_agree_to
from alongside.teams.actions import (
    bring_into_team,
    not_join_team,
    say_who_hears,
)
from alongside.teams.models import Member
from alongside.teams.queries import colleagues, members_of, my_teams, teams_that_ask_me

_NOBODY = _(
    "Nobody would be left to wait with the people they walk alongside. Ask a colleague to join"
    " the team first."
)


def _at_work(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    return viewer


def teams(request: HttpRequest) -> HttpResponse:
    """My teams, who is in them, and who waits with me."""
    viewer = _at_work(request)
    form = NamedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        begin_team(by=viewer, called=said["called"], id=said["id"])
        return redirect("pages:teams")
    with looking(viewer) as look:
        waiting = who_waits_with_me(viewer)
        for one in waiting:
            look.saw(one.person.id, Strand.ABOUT_ME, Ground.COVER, one.relationship_id)
    page = {
        "asked": teams_that_ask_me(viewer),
        "leavings": leavings_to_agree_to(viewer),
        "may_begin": may_begin_team(viewer),
        "teams": [(team, members_of(viewer, team.id)) for team in my_teams(viewer)],
        "beside": _people_at_work(viewer),
        "waiting": waiting,
        "form": form,
        "me": viewer.person_id,
    }
    return render(request, "pages/teams.html", {**page, "here": "team"})


def _people_at_work(viewer: Viewer) -> list[tuple[UUID, str]]:
    return [
        (each.other.id, each.other.called)
        for each in my_relationships(viewer)
        if each.other_life == Life.WORKING
    ]


@require_POST
def bringing_in(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Ask somebody I work with into a team of mine."""
    bring_into_team(by=_at_work(request), team_id=team_id, person_id=_person(request))
    return redirect("pages:teams")


def _person(request: HttpRequest) -> UUID:
    """The person that was chosen; a stranger's 404 for nonsense."""
    try:
        chosen: UUID = forms.UUIDField().clean(request.POST.get("person"))
    except forms.ValidationError as problem:
        raise Http404 from problem
    return chosen


@require_POST
def joining_team(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """I say yes to a team that asks me."""
    join(by=_at_work(request), member_id=member_id)
    return redirect("pages:teams")


@require_POST
def not_joining_team(request: HttpRequest, member_id: UUID) -> HttpResponse:
    not_join_team(by=_at_work(request), member_id=member_id)
    return redirect("pages:teams")


@require_POST
def hearing(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Whether people can turn to me with a hard thing to say."""
    hears = request.POST.get("hears") == "yes"
    say_who_hears(by=_at_work(request), member_id=member_id, hears=hears)
    return redirect("pages:teams")


def leaving_team(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Somebody leaves: what ends, and who waits with the people they walk alongside."""
    viewer = _at_work(request)
    member = Member.objects.visible_to(viewer, Ground.MINE).filter(id=member_id).first()
    if member is None or member.left_at is not None:
        raise Http404
    team = [one for one in members_of(viewer, member.team_id) if one.accepted_at or one == member]
    leaves = _the_one(team, member_id)
    others = [one.person for one in team if one.id != member_id]
    page = {"leaves": leaves.person, "others": others, "from": member.team.called}
    return _leaving(
        request,
        viewer,
        page,
        lambda keepers: leave_team(by=viewer, member_id=member_id, keeper_ids=keepers),
    )


def _the_one(team: Iterable[Member], member_id: UUID) -> Member:
    """Of the members somebody sees; who has said no yes yet sees none, not even themselves."""
    for one in team:
        if one.id == member_id:
            return one
    raise Http404


def colleague_away(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Somebody cannot say it themselves, as when ill: I say so, and a second colleague too."""
    viewer = _at_work(request)
    member = Member.objects.visible_to(viewer, Ground.MINE).filter(id=member_id).first()
    if member is None or member.left_at is not None or member.accepted_at is None:
        raise Http404
    if member.person_id == viewer.person_id:
        return redirect("shares:away")
    is_away = _the_one(members_of(viewer, member.team_id), member_id)
    form = ColleagueAwayForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        say_colleague_is_away(
            by=viewer, member_id=member_id, until=end_of(said["until"]), id=said["id"]
        )
        return redirect("pages:teams")
    page = {"form": form, "name": is_away.person.called, "here": "team"}
    return render(request, "pages/colleague_away.html", page)


def leaving_partner(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """Somebody leaves a partner: they themselves, or who works there or brought them says so."""
    viewer = _at_work(request)
    place = next((one for one in people_in(viewer) if one.id == place_id), None)
    if place is None:
        raise Http404
    others = colleagues(viewer) if viewer.person_id != place.person_id else []
    page = {"leaves": place.person, "others": others, "from": place.partner.called}
    return _leaving(
        request,
        viewer,
        page,
        lambda keepers: leave_partner(by=viewer, place_id=place_id, keeper_ids=keepers),
    )


def _leaving(
    request: HttpRequest,
    viewer: Viewer,
    page: dict[str, Any],
    leave: Callable[[tuple[UUID, ...]], object],
) -> HttpResponse:
    says = ""
    if request.method == "POST":
        try:
            leave(_keepers(request))
        except NobodyToKeep:
            says = str(_NOBODY)
        else:
            return redirect(
                "pages:front" if page["leaves"].id == viewer.person_id else "pages:teams"
            )
    # Whoever says that another left is never the one to keep those people.
    others = [one for one in page["others"] if one.id != viewer.person_id]
    page = {**page, "others": others, "says": says, "me": viewer.person_id, "here": "team"}
    return render(request, "pages/leaving_team.html", page)


@require_POST
def agreeing_to_leaving(request: HttpRequest, leaving_id: UUID) -> HttpResponse:
    """I say so too: they have left."""
    try:
        agree_to_leaving(by=_at_work(request), leaving_id=leaving_id)
    except SameTwo as problem:
        raise Http404 from problem
    except NobodyToKeep:
        return render(request, "pages/nobody_to_keep.html", {"says": _NOBODY, "here": "team"})
    return redirect("pages:teams")


def _keepers(request: HttpRequest) -> tuple[UUID, ...]:
    found = []
    for chosen in request.POST.getlist("keeper"):
        try:
            found.append(forms.UUIDField().clean(chosen))
        except forms.ValidationError as problem:
            raise Http404 from problem
    return tuple(found)


@require_POST
def beginning_again(request: HttpRequest) -> HttpResponse:
    """A keeper begins with somebody who waits: their own relationship, empty as any new one."""
    begun = begin_relationship(by=_at_work(request), person_id=_person(request))
    return redirect("pages:between", begun.id)


def our_partners(request: HttpRequest) -> HttpResponse:
    """Organisations beside ours, and who works there."""
    return _our_partners(request, {})


def _our_partners(request: HttpRequest, again: dict[UUID, PersonAtForm]) -> HttpResponse:
    """The page; `again` holds the form of a partner whose words need something."""
    viewer = _at_work(request)
    form = NamedForm(None if again else request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        write_down_partner(by=viewer, called=said["called"], id=said["id"])
        return redirect("pages:partners")
    people, beside = people_in(viewer), _people_at_work(viewer)
    page = {
        "partners": [
            (
                partner,
                [one for one in people if one.partner_id == partner.id],
                again.get(partner.id) or PersonAtForm(choices=beside, auto_id=f"at-{number}-%s"),
            )
            for number, partner in enumerate(partners(viewer))
        ],
        "beside": beside,
        "form": form,
        "may_write": bool(my_teams(viewer)),
        "may_show": may_show_letters(viewer),
    }
    return render(request, "pages/partners.html", {**page, "here": "partners"})


@require_POST
def works_there(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    viewer = _at_work(request)
    Partner.objects.get_visible(viewer, id=partner_id)
    form = PersonAtForm(request.POST, choices=_people_at_work(viewer), auto_id="again-%s")
    if not form.is_valid():
        return _our_partners(request, {partner_id: form})
    write_down_who_works_there(
        by=viewer,
        partner_id=partner_id,
        person_id=UUID(form.cleaned_data["person"]),
        does=form.cleaned_data["does"],
    )
    return redirect("pages:partners")
