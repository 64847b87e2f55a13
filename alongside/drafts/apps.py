from django.apps import AppConfig


class Drafts(AppConfig):
    name = "alongside.drafts"
    label = "drafts"

    def ready(self) -> None:
        from alongside.drafts import access  # noqa: F401 - writes the slice's rules
