from django.apps import AppConfig


class Circles(AppConfig):
    name = "alongside.circles"
    label = "circles"

    def ready(self) -> None:
        from alongside.circles import access  # noqa: F401 - writes the slice's rules
