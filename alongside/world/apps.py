from django.apps import AppConfig


class World(AppConfig):
    name = "alongside.world"
    label = "world"
