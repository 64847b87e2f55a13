from django.apps import AppConfig


class Agreements(AppConfig):
    name = "alongside.agreements"
    label = "agreements"

    def ready(self) -> None:
        from alongside.agreements import access  # noqa: F401 - writes the slice's rules
        from alongside.agreements.queries import whom_hard_things_are_about
        from alongside.shares.keeping import MUST_NOT_KEEP

        MUST_NOT_KEEP.append(whom_hard_things_are_about)
