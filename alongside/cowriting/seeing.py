"""Who sees a text is for the slice that made it to say. They write it into the empty list here."""

from typing import Protocol

from django.http import HttpRequest
from django.utils.safestring import SafeString

from alongside.cowriting.models import Document


class Says(Protocol):
    """Drawn, for the reader; None when the text is another slice's."""

    def __call__(
        self, request: HttpRequest, document: Document, *, before: bool
    ) -> SafeString | None: ...


_said_by: list[Says] = []


def says_who_sees(says: Says) -> Says:
    """Say who tells the reader who sees a text: now, or what it said before."""
    _said_by.append(says)
    return says


def who_sees_text(request: HttpRequest, document: Document, *, before: bool = False) -> str:
    """Drawn, for the reader; nothing where nobody speaks for this text."""
    answers = (says(request, document, before=before) for says in _said_by)
    return next((answer for answer in answers if answer is not None), "")
