"""The door with plain pages around it, so that the slice can be tested alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path


def stub(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("a page")


def stubs(*names: str) -> list[URLPattern]:
    return [path(f"stub/{name}/", stub, name=name) for name in names]


PAGES = ("home", "today", "people", "search", "note", "away", "teams", "partners", "shared-with-me")
NEWS = "helped-back-read"
urlpatterns = [
    path("", stub),
    path("", include(([*stubs(*PAGES), path("helped/<uuid:id>/", stub, name=NEWS)], "pages"))),
    path("", include((stubs("mine"), "promises"))),
    path("", include((stubs("mine"), "circles"))),
    path("", include((stubs("mine"), "lifemaps"))),
    path("", include((stubs("about-me", "one-page"), "profiles"))),
    path("", include((stubs("doors"), "asks"))),
    path("", include((stubs("bring-in"), "interchange"))),
    path(
        "",
        include((stubs("copy", "complaints", "incidents", "requests", "erasing"), "rights")),
    ),
    path("", include("alongside.accounts.urls")),
    path("", include("alongside.relationships.urls")),
]
