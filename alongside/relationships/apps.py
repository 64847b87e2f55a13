from django.apps import AppConfig


class Relationships(AppConfig):
    name = "alongside.relationships"
    label = "relationships"

    def ready(self) -> None:
        from alongside.relationships import (  # noqa: F401 - they write the rules, and who has which lives
            access,
            joining,
        )
