from django.apps import AppConfig


class Plans(AppConfig):
    name = "alongside.plans"
    label = "plans"

    def ready(self) -> None:
        from alongside.plans import access  # noqa: F401 - writes the slice's rules
