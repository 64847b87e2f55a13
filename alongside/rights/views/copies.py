"""Taking out a copy of all I may see."""

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from alongside.access.viewer import selves_of, viewer_of
from alongside.accounts.lending import is_lent
from alongside.accounts.lent_files import not_kept_here
from alongside.kit.ids import new_id
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.gathering import Gathered
from alongside.rights.copies.pages import LEAVES_AS, copy_of
from alongside.rights.forms import CopyForm
from alongside.rights.models import TakenOut


def copy(request: HttpRequest) -> HttpResponseBase:
    """What will be in it, and the copy itself. Where they live is never in it."""
    if is_lent(request):
        return not_kept_here(request)
    viewer = viewer_of(request)
    form = CopyForm(request.POST or None, initial={"id": new_id()})
    if request.method != "POST" or not form.is_valid():
        made = TakenOut.objects.ours(viewer).order_by("-at").first()
        page = {"form": form, "newest": made, "is_working": viewer.is_working, "here": "me"}
        return render(request, "rights/copy.html", page)
    _first, *also = selves_of(request)
    return as_download(take_out(by=viewer, id=form.cleaned_data["id"], also=also))


def as_download(gathered: Gathered) -> StreamingHttpResponse:
    """The ZIP as it is written. All questions have been asked, so no reader holds up a writer."""
    answer = StreamingHttpResponse(copy_of(gathered), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{LEAVES_AS}"'
    return answer
