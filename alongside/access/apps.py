from django.apps import AppConfig


class Access(AppConfig):
    name = "alongside.access"
    label = "access"
