from django.apps import AppConfig


class LifeMaps(AppConfig):
    name = "alongside.lifemaps"
    label = "lifemaps"

    def ready(self) -> None:
        from alongside.lifemaps import access  # noqa: F401 - writes the slice's rules
