from django.apps import AppConfig


class Interchange(AppConfig):
    name = "alongside.interchange"
    label = "interchange"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from alongside.interchange import (  # noqa: F401 - they write rules, and who is kept apart
            access,
            apart,
        )
        from alongside.interchange.incoming import clear_old

        # Files nobody agreed to go after a day, whether or not anybody brings in again.
        def clear(**_told: object) -> None:
            clear_old()

        user_logged_in.connect(clear, weak=False, dispatch_uid="old uploads go")
