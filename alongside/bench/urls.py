"""Every address of a place, and the floor's beside them."""

from django.urls import include, path

from alongside.config.urls import handler400, handler403, handler404, handler500
from alongside.config.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*ours, path("floor/", include("alongside.bench.floor.urls"))]
