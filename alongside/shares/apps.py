from django.apps import AppConfig


class Shares(AppConfig):
    name = "alongside.shares"
    label = "shares"

    def ready(self) -> None:
        from alongside.shares import (  # noqa: F401 - they write the rules, and who is kept apart
            access,
            apart,
            leaving,
        )
