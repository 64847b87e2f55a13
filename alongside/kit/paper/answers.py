from django.http import HttpResponse
from django.template.loader import render_to_string

from alongside.kit.paper.making import NotMade, made
from alongside.kit.paper.sheets import Kind, Sheet

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FILES = {
    Kind.PDF: ("page.pdf", "application/pdf"),
    Kind.LARGE: ("page-large.pdf", "application/pdf"),
    Kind.WORD: ("page.docx", _WORD),
}
"""What the file is called says nothing about anybody: it lies in a list on somebody's phone."""


def answer(sheet: Sheet, kind: Kind) -> HttpResponse:
    """The page as a file to keep or print; a plain page that says so when it cannot be made."""
    name, content_type = _FILES[kind]
    try:
        page = made(sheet, kind)
    except NotMade:
        return HttpResponse(render_to_string("kit/no_paper.html"), status=503)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(page, content_type=content_type, headers=headers)
