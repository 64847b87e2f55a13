from django.apps import AppConfig


class Circles(AppConfig):
    name = "alongside.circles"
    label = "circles"

    def ready(self) -> None:
        from alongside.circles import (  # noqa: F401 - they write the rules, and tell what is open
            access,
            opened,
        )
