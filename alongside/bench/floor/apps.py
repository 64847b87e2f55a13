from django.apps import AppConfig


class Floor(AppConfig):
    name = "alongside.bench.floor"
    label = "floor"
