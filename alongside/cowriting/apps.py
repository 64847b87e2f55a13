from django.apps import AppConfig


class Cowriting(AppConfig):
    name = "alongside.cowriting"
    label = "cowriting"

    def ready(self) -> None:
        from alongside.cowriting import access  # noqa: F401 - writes the slice's rules
