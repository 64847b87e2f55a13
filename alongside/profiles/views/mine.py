"""My two pages: read, and written one heading at a time."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, selves_of, viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.queries import draft_of
from alongside.kit import forms as kit
from alongside.kit.paper.answers import answer
from alongside.kit.paper.sheets import Kind
from alongside.kit.transactions import writing as written
from alongside.people.models import Person
from alongside.profiles import actions
from alongside.profiles.forms import TellForm
from alongside.profiles.headings import Heading, Sheet, heading_said, sheet_of
from alongside.profiles.models import AttachmentKind, PageOpening, Told
from alongside.profiles.paper import page_sheet
from alongside.profiles.queries import (
    Part,
    attached_under,
    left_off,
    my_page,
    names_of,
    offered_to_me,
    pages_opened_by_me,
    tellings_under,
    who_wrote,
)
from alongside.relationships.queries import my_relationships
from alongside.vault.fields import open_rows


def about_me(request: HttpRequest) -> HttpResponse:
    """What I told once, so that I need not tell it at every door."""
    me = who_wrote(selves_of(request), Sheet.ABOUT_ME)
    page: dict[str, object] = {
        "page": my_page(me, Sheet.ABOUT_ME),
        "name": name_of(request),
        "here": "me",
    }
    page["beside"] = _told_beside(request, me, Sheet.ABOUT_ME)
    return render(request, "profiles/about_me.html", page)


def _told_beside(request: HttpRequest, me: Viewer, sheet: Sheet) -> list[Part]:
    """What another record of mine told on this page: mine to read, and to take out."""
    others = [each for each in selves_of(request) if each != me]
    return [part for each in others for part in my_page(each, sheet).parts]


def one_page(request: HttpRequest) -> HttpResponse:
    """My one page; and what others would like to see on it."""
    me = who_wrote(selves_of(request), Sheet.ONE_PAGE)
    with looking(me) as look:
        page, offered, off = my_page(me, Sheet.ONE_PAGE), offered_to_me(me), left_off(me)
        said = [*page.appreciated, *offered, *off]
        names = names_of(said)
        for each in said:
            # They are the words of whoever offered them.
            look.saw(each.by_id, Strand.ABOUT_ME, Ground.SIDE, each.relationship_id)
    told = {
        "page": page,
        "offered": [(each, names.get(each.by_id, "")) for each in offered],
        "left_off": [(each, names.get(each.by_id, "")) for each in off],
        "on_it": [(each, names.get(each.by_id, "")) for each in page.appreciated],
        "name": name_of(request),
        "beside": _told_beside(request, me, Sheet.ONE_PAGE),
    }
    return render(request, "profiles/one_page.html", {**told, "here": "me"})


def name_of(request: HttpRequest) -> str:
    person: Person = request.user.person  # type: ignore[union-attr]
    open_rows([person])
    name: str = person.called
    return name


def writing(request: HttpRequest, heading: str) -> HttpResponse:
    """One heading: what stands, written anew; and what I told before."""
    chosen = heading_said(heading)
    me = who_wrote(selves_of(request), sheet_of(chosen))
    tellings = tellings_under(me, chosen)
    draft = actions.writing_form(chosen)
    kept = draft_of(me, draft)
    standing = next((part for part in tellings if part.replaced_at is None), None)
    attached = attached_under(me, chosen)
    first: dict[str, object] = {"words": standing.words} if standing else {}
    first |= {f"{kind.value}_says": each.says for kind, each in attached.items()}
    first |= kit.first_said(TellForm, kept) if kept else {}
    form = TellForm(request.POST or None, request.FILES or None, initial=first, attached=attached)
    if request.method == "POST" and form.is_valid():
        _save(me, chosen, form, standing)
        let_draft_go(by=me, form=draft)
        return redirect(page_with(chosen))
    page = {
        "form": form,
        "heading": chosen,
        "is_one_page": sheet_of(chosen) == Sheet.ONE_PAGE,
        "standing": standing,
        "part": Part(
            chosen, None, attached.get(AttachmentKind.PHOTO), attached.get(AttachmentKind.VOICE)
        ),
        "before": [part for part in tellings if part.replaced_at is not None and part.words],
        "draft": draft,
        "here": "me",
    }
    return render(request, "profiles/writing.html", page)


def _save(me: Viewer, heading: Heading, form: TellForm, standing: Told | None) -> None:
    """The words, unless they are the same still; a photo and a voice note, where one was chosen."""
    said = form.cleaned_data
    with written():
        if _is_new(said, standing) or not (form.attached or form.chosen()):
            told = {name: said[name] for name in ("words", "written_with", "id")}
            actions.tell(by=me, heading=heading, **told)
        for kind in AttachmentKind:
            about: dict[str, Any] = {"by": me, "heading": heading, "kind": kind}
            about["says"] = said[f"{kind.value}_says"]
            if kind in form.chosen():
                actions.attach(**about, **form.chosen()[kind])
            elif kind in form.still_there():
                actions.say_what_is_on_it(**about)


def _is_new(said: dict[str, str], standing: Told | None) -> bool:
    before = (standing.words, standing.written_with) if standing else ("", "")
    return (said["words"], said["written_with"] or before[1]) != before


def page_with(heading: Heading) -> str:
    return "profiles:one-page" if sheet_of(heading) == Sheet.ONE_PAGE else "profiles:about-me"


@require_POST
def removal(request: HttpRequest, told_id: UUID) -> HttpResponse:
    """Take these words out for good."""
    heading = actions.take_out(by=viewer_of(request), told_id=told_id)
    return redirect("profiles:writing", heading.value)


@require_POST
def taking_off(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Take this photo or voice note out for good."""
    heading = actions.take_off(by=viewer_of(request), attachment_id=attachment_id)
    return redirect("profiles:writing", heading.value)


# --- who reads it -------------------------------------------------------------------------------


def who(request: HttpRequest) -> HttpResponse:
    """Everybody I have a relationship with, and which of my pages they read."""
    people = []
    for me in selves_of(request):
        with looking(me):
            opened = pages_opened_by_me(me)
            people += [(each, _opened_to(each.id, opened)) for each in my_relationships(me)]
    return render(request, "profiles/who.html", {"people": people, "here": "me"})


def _opened_to(id: UUID, opened: dict[tuple[UUID, str], PageOpening]) -> list[tuple[Sheet, bool]]:
    return [(sheet, (id, sheet.value) in opened) for sheet in Sheet]


# --- on paper -----------------------------------------------------------------------------------


def about_me_on_paper(request: HttpRequest, kind: Kind) -> HttpResponse:
    return _on_paper(request, Sheet.ABOUT_ME, kind)


def one_page_on_paper(request: HttpRequest, kind: Kind) -> HttpResponse:
    return _on_paper(request, Sheet.ONE_PAGE, kind)


def _on_paper(request: HttpRequest, sheet: Sheet, kind: Kind) -> HttpResponse:
    me = who_wrote(selves_of(request), sheet)
    with looking(me) as look:
        page = my_page(me, sheet, whole=True)
        for each in page.appreciated:
            look.saw(each.by_id, Strand.ABOUT_ME, Ground.SIDE, each.relationship_id)
    return answer(page_sheet(page, name_of(request)), kind)
