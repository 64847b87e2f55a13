from django.apps import AppConfig


class Accounts(AppConfig):
    name = "alongside.accounts"
    label = "accounts"

    def ready(self) -> None:
        from alongside.accounts import access  # noqa: F401 - writes the slice's rules
