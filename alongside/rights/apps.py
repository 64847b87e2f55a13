from django.apps import AppConfig


class Rights(AppConfig):
    name = "alongside.rights"
    label = "rights"

    def ready(self) -> None:
        from alongside.rights import access  # noqa: F401 - writes the slice's rules
