from django.apps import AppConfig


class Asks(AppConfig):
    name = "alongside.asks"
    label = "asks"

    def ready(self) -> None:
        from alongside.asks import access  # noqa: F401 - writes the slice's rules
