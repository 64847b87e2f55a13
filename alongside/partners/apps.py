from django.apps import AppConfig


class Partners(AppConfig):
    name = "alongside.partners"
    label = "partners"

    def ready(self) -> None:
        from alongside.partners import access  # noqa: F401 - it writes the rules
