from django.apps import AppConfig


class Teams(AppConfig):
    name = "alongside.teams"
    label = "teams"

    def ready(self) -> None:
        from alongside.teams import access  # noqa: F401 - it writes the rules
