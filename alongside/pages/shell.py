from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from alongside.access.viewer import Viewer, mark_of, selves_of
from alongside.kit.prepared import prepared
from alongside.people.models import Person
from alongside.relationships.merging import asked_if_i_am_both
from alongside.relationships.models import ComingBack
from alongside.relationships.waiting import (
    anything_to_say,
    asked_about,
    can_be_put_away,
    news_of_coming_back,
    times_helped_back,
)
from alongside.rights.actions.erasures import Standing, my_standing
from alongside.rights.queries import erasing_that_comes
from alongside.vault.fields import open_rows


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame around a page says: whose it is, and in which of their two lives."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return {"shell_template": "kit/bare.html"}
    return {
        "shell_template": "kit/team.html" if viewer.is_working else "kit/person.html",
        "whose": SimpleLazyObject(lambda: mark_of(viewer)),
        "shell": SimpleLazyObject(lambda: _frame(request, viewer)),
        "notices": SimpleLazyObject(lambda: _notices(request)),
    }


def _notices(request: HttpRequest) -> str:
    """What must be on every page: who is let in by my name, and that my words are to be erased."""
    selves = [each for each in selves_of(request) if _anything(each)]
    if not selves:
        return ""
    asked = [code for each in selves for code in asked_about(each.person_id)]
    news = [told for each in selves for told in news_of_coming_back(each)]
    # Drawn without the context of pages, which asks for this in turn.
    told = {
        "asked": asked,
        "twice": {a.id: a for each in selves for a in asked_if_i_am_both(each)}.values(),
        "news": [(each, can_be_put_away(each)) for each in news],
        "erasing": _erasing(request),
        "csrf_token": get_token(request),
    }
    return render_to_string("pages/notices.html", told)


def _erasing(request: HttpRequest) -> Standing | None:
    """That somebody's words are to be erased; their own page of erasing says it by itself."""
    if request.path == reverse("rights:erasing"):
        return None
    asked = (my_standing(each) for each in selves_of(request))
    return next((standing for standing in asked if standing), None)


@prepared
def _anything(viewer: Viewer) -> "QuerySet[Any, UUID]":
    coming = erasing_that_comes(viewer).values_list("id", flat=True)
    return anything_to_say(viewer).union(coming)


def _frame(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    person: Person = request.user.person  # type: ignore[union-attr]
    open_rows([person])
    name = person.called
    return {
        "name": name,
        "letter": name[:1].upper(),
        "is_working": viewer.is_working,
        "helped_back": SimpleLazyObject(lambda: _helped_back(request)),
    }


def _helped_back(request: HttpRequest) -> list[ComingBack]:
    """Asked by the two pages that say so, and by no other."""
    told = [each for me in selves_of(request) for each in times_helped_back(me)]
    return sorted(told, key=lambda each: each.at, reverse=True)
