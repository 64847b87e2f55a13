from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from alongside.access.viewer import Viewer, selves_of
from alongside.people.models import Person
from alongside.relationships.merging import asked_if_i_am_both
from alongside.relationships.waiting import (
    asked_about,
    can_be_put_away,
    is_anything_to_say,
    news_of_coming_back,
)
from alongside.vault.fields import open_rows


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame around a page says: whose it is, and in which of their two lives."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return {"shell_template": "kit/bare.html"}
    return {
        "shell_template": "kit/team.html" if viewer.is_working else "kit/person.html",
        "shell": SimpleLazyObject(lambda: _frame(request, viewer)),
        "notices": SimpleLazyObject(lambda: _notices(request)),
    }


def _notices(request: HttpRequest) -> str:
    """What must be on every page: that somebody is let in by my name, or was."""
    selves = [each for each in selves_of(request) if is_anything_to_say(each)]
    if not selves:
        return ""
    asked = [code for each in selves for code in asked_about(each.person_id)]
    news = [told for each in selves for told in news_of_coming_back(each)]
    # Drawn without the context of pages, which asks for this in turn.
    told = {
        "asked": asked,
        "twice": {a.id: a for each in selves for a in asked_if_i_am_both(each)}.values(),
        "news": [(each, can_be_put_away(each)) for each in news],
        "csrf_token": get_token(request),
    }
    return render_to_string("pages/notices.html", told)


def _frame(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    person: Person = request.user.person  # type: ignore[union-attr]
    open_rows([person])
    name = person.called
    return {"name": name, "letter": name[:1].upper(), "is_working": viewer.is_working}
