from django.apps import AppConfig


class Interchange(AppConfig):
    name = "alongside.interchange"
    label = "interchange"

    def ready(self) -> None:
        from alongside.interchange import access  # noqa: F401 - writes the slice's rules
