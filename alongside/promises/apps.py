from django.apps import AppConfig


class Promises(AppConfig):
    name = "alongside.promises"
    label = "promises"

    def ready(self) -> None:
        from alongside.promises import access  # noqa: F401 - writes the slice's rules
