"""Taking out a copy of all I may see."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from alongside.access.viewer import selves_of, viewer_of
from alongside.accounts.sure import ask_again, is_sure
from alongside.kit.ids import new_id
from alongside.people.queries import where_i_live
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.gathering import Gathered
from alongside.rights.copies.pages import LEAVES_AS, copy_of
from alongside.rights.forms import CopyForm
from alongside.rights.models import TakenOut


def copy(request: HttpRequest) -> HttpResponseBase:
    """What will be in it, and the copy itself. The address is shown before it is put in.

    And before that we ask whether it is really them: a file with it in finds somebody.
    """
    viewer = viewer_of(request)
    form = CopyForm(request.POST or None, initial={"id": new_id()})
    if request.method != "POST" or not form.is_valid():
        made = TakenOut.objects.ours(viewer).order_by("-at").first()
        page = {"form": form, "newest": made, "is_working": viewer.is_working, "here": "me"}
        return render(request, "rights/copy.html", page)
    said = form.cleaned_data
    if said["with_address"] and not is_sure(request):
        return ask_again(request, after=request.path)
    if said["with_address"] and not said["sure"]:
        return _show_address_first(request, form)
    _first, *also = selves_of(request)
    with_address = said["with_address"]
    return as_download(take_out(by=viewer, id=said["id"], with_address=with_address, also=also))


def _show_address_first(request: HttpRequest, form: CopyForm) -> HttpResponse:
    where = [one for me in selves_of(request) for one in where_i_live(me)]
    page = {"id": form.cleaned_data["id"], "addresses": where, "here": "me"}
    return render(request, "rights/copy_with_address.html", page)


def as_download(gathered: Gathered) -> StreamingHttpResponse:
    """The ZIP as it is written. All questions have been asked, so no reader holds up a writer."""
    answer = StreamingHttpResponse(copy_of(gathered), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{LEAVES_AS}"'
    return answer
