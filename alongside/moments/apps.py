from django.apps import AppConfig


class Moments(AppConfig):
    name = "alongside.moments"
    label = "moments"

    def ready(self) -> None:
        from alongside.moments import access  # noqa: F401 - writes the slice's rules
