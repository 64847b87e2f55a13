from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from alongside.access.viewer import Viewer
from alongside.people.models import Person
from alongside.vault.fields import open_rows


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame around a page says: whose it is, and in which of their two lives."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return {"shell_template": "kit/bare.html"}
    return {
        "shell_template": "kit/team.html" if viewer.is_working else "kit/person.html",
        "shell": SimpleLazyObject(lambda: _frame(request, viewer)),
    }


def _frame(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    person: Person = request.user.person  # type: ignore[union-attr]
    open_rows([person])
    name = person.called
    return {"name": name, "letter": name[:1].upper(), "is_working": viewer.is_working}
