from django.apps import AppConfig


class Pages(AppConfig):
    name = "alongside.pages"
    label = "pages"
