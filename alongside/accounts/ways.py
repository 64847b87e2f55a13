"""The ways somebody can have come in, and which of them are two in one."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Way(StrEnum):
    PASSKEY = "passkey"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a way, no secret
    PASSPHRASE_AND_NUMBERS = "passphrase+numbers"  # noqa: S105
    PASSPHRASE_AND_PAPER = "passphrase+paper"  # noqa: S105
    PAPER = "paper"
    IN_PERSON = "in-person"
    MACHINE = "machine"
    """By a link made on the machine itself: whoever has that has everything."""


TWO_IN_ONE = {
    Way.PASSKEY,  # the phone, and whatever unlocks it
    Way.PASSPHRASE_AND_NUMBERS,
    Way.PASSPHRASE_AND_PAPER,
    Way.MACHINE,
}
"""What opens a working session. Whoever works sees other people's lives."""

IN_WORDS = {
    Way.PASSKEY: _("With a key in a phone or computer"),
    Way.PASSPHRASE: _("With the passphrase"),
    Way.PASSPHRASE_AND_NUMBERS: _("With the passphrase and six numbers"),
    Way.PASSPHRASE_AND_PAPER: _("With the passphrase and a code on paper"),
    Way.PAPER: _("With a code on paper"),
    Way.IN_PERSON: _("With six letters, shown in person"),
    Way.MACHINE: _("With a link made on this machine"),
}
