"""The doors of words written together: one for open pages, and plain pages for those without."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.trail import Look, looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.cowriting import actions
from alongside.cowriting.exchange import (
    NotUnderstood,
    cannot_be_read,
    exchange,
    read_asked,
    too_much,
)
from alongside.cowriting.forms import TakingOutForm, WritingForm
from alongside.cowriting.models import Document
from alongside.cowriting.queries import (
    merged_documents,
    places_of,
    saw_documents,
    saw_versions,
    versions_of,
    who_wrote,
    words_of,
)
from alongside.cowriting.seeing import who_sees_text
from alongside.kit.ids import new_id


@require_POST
def together(request: HttpRequest) -> JsonResponse:
    """All documents of an open page at once. What is not yours and what is not there: gone."""
    try:
        asked, where = read_asked(request.body)
    except NotUnderstood:
        return JsonResponse({}, status=HTTPStatus.BAD_REQUEST)
    answer = exchange(viewer_of(request), asked, where)
    if where is None and not any(each.update for each in asked):
        # A page left open is no sign of life: it must not keep a shared phone signed in.
        request.session.modified = False
    return JsonResponse(answer)


def plainly(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Write without script; what others wrote since the form was opened stays."""
    viewer = viewer_of(request)
    form = WritingForm(request.POST) if request.method == "POST" else None
    both_stay = False
    if form:
        both_stay = _wrote(viewer, document_id, form)
        if form.is_valid() and not both_stay:
            return redirect(_back(request) or request.path)
    with looking(viewer) as look:
        document = _opened(viewer, look, document_id)
    if form is None or form.is_valid():
        # They have read it, and may go on from here.
        words = words_of(document)
        first = {"id": new_id(), "base": words, "words": words, "next": _back(request)}
        form = WritingForm(initial=first)
    page = {"document": document, "form": form, "both_stay": both_stay, "back": _back(request)}
    page["seen"] = who_sees_text(request, document)
    return render(request, "cowriting/plainly.html", page)


def _wrote(viewer: Viewer, document_id: UUID, form: WritingForm) -> bool:
    """Write what the form says; whether two changed the same words, so that both stay."""
    if not form.is_valid():
        return False
    said = {name: form.cleaned_data[name] for name in ("base", "words", "id")}
    try:
        return actions.write_plainly(by=viewer, document_id=document_id, **said).both_stay
    except actions.TooMuch:
        form.add_error("words", too_much())
    except actions.CannotBeRead:
        form.add_error("words", cannot_be_read())
    return False


def versions(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """What it said before, for a week, and who wrote."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        document = _opened(viewer, look, document_id)
        kept = versions_of(viewer, document_id)
        saw_versions(look, document, kept)
        wrote = who_wrote(viewer, [document_id])
    called = {line.by_id: line.called for line in wrote}
    page = {
        "document": document,
        "now": words_of(document),
        "versions": [(version, called.get(version.by_id)) for version in kept],
        "wrote": wrote,
        "back": _back(request),
        "seen": who_sees_text(request, document, before=True),
    }
    return render(request, "cowriting/versions.html", page)


def taking_out(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Take words out for good, of the text and of every version: said first, then done."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        document = _opened(viewer, look, document_id)
    form = TakingOutForm(request.POST or None, initial={"next": _back(request)})
    page: dict[str, Any] = {"document": document, "form": form, "back": _back(request)}
    page["seen"] = who_sees_text(request, document)
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        if form.cleaned_data["sure"]:
            actions.take_out_now(by=viewer, document_id=document_id, words=words)
            return redirect(_back(request) or reverse("cowriting:versions", args=[document_id]))
        page["places"] = places_of(viewer, document_id, words)
        if not any(page["places"]):
            form.add_error("words", _("These words are not here, letter for letter."))
    return render(request, "cowriting/taking_out.html", page)


def _opened(viewer: Viewer, look: Look, document_id: UUID) -> Document:
    """A document the viewer may write in, opened, with its line on the trail; or a 404."""
    document = merged_documents(viewer, [document_id]).get(document_id)
    if document is None:
        raise Http404
    saw_documents(look, [document])
    return document


def _back(request: HttpRequest) -> str:
    """The page of ours it was opened from, or nothing."""
    said = request.POST.get("next") or request.GET.get("next", "")
    ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if ours else ""
