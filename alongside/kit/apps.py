"""Kit: look, forms and time. It knows no word about lives."""

from django.apps import AppConfig


class Kit(AppConfig):
    """The bottom slice: every other slice stands on it."""

    name = "alongside.kit"
    label = "kit"
