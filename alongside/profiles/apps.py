from django.apps import AppConfig


class Profiles(AppConfig):
    name = "alongside.profiles"
    label = "profiles"

    def ready(self) -> None:
        from alongside.profiles import (  # noqa: F401 - they write the rules, and tell what is open
            access,
            opened,
        )
