from django.apps import AppConfig


class LifeMaps(AppConfig):
    name = "alongside.lifemaps"
    label = "lifemaps"

    def ready(self) -> None:
        from alongside.lifemaps import (  # noqa: F401 - they write the rules, and tell what is open
            access,
            opened,
        )
