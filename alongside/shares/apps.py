from django.apps import AppConfig


class Shares(AppConfig):
    name = "alongside.shares"
    label = "shares"

    def ready(self) -> None:
        from alongside.shares import access  # noqa: F401 - it writes the rules
