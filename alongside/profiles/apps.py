from django.apps import AppConfig


class Profiles(AppConfig):
    name = "alongside.profiles"
    label = "profiles"

    def ready(self) -> None:
        from alongside.profiles import access  # noqa: F401 - writes the slice's rules
