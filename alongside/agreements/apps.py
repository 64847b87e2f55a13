from django.apps import AppConfig


class Agreements(AppConfig):
    name = "alongside.agreements"
    label = "agreements"

    def ready(self) -> None:
        from alongside.agreements import access  # noqa: F401 - writes the slice's rules
