from django.apps import AppConfig


class Plans(AppConfig):
    name = "alongside.plans"
    label = "plans"

    def ready(self) -> None:
        from alongside.plans import (  # noqa: F401 - they write the rules, and who sees a text
            access,
            seeing,
        )
