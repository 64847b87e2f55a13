"""The address book of a demo."""

from django.urls import include, path

from alongside.config.urls import urlpatterns as working

urlpatterns = [*working, path("", include("alongside.world.urls"))]
