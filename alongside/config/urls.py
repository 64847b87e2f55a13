"""Every address. Each slice's own are in its `urls.py`; each has its row in tests/test_doors.py."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alongside.pages.urls")),
    path("", include("alongside.accounts.urls")),
    path("", include("alongside.relationships.urls")),
    path("", include("alongside.shares.urls")),
    path("", include("alongside.agreements.urls")),
    path("", include("alongside.moments.urls")),
    path("", include("alongside.promises.urls")),
    path("", include("alongside.circles.urls")),
    path("", include("alongside.plans.urls")),
    path("", include("alongside.asks.urls")),
    path("", include("alongside.profiles.urls")),
    path("", include("alongside.lifemaps.urls")),
    path("", include("alongside.interchange.urls")),
    path("", include("alongside.rights.urls")),
    path("", include("alongside.drafts.urls")),
    path("", include("alongside.cowriting.urls")),
]
if settings.ALONGSIDE.demo:
    # Only where everybody is made up: a door for each of them.
    urlpatterns.append(path("", include("alongside.world.urls")))

handler400 = "alongside.kit.errors.not_understood"
handler403 = "alongside.kit.errors.not_allowed"
handler404 = "alongside.kit.errors.not_here"
handler500 = "alongside.kit.errors.spilled"
