"""What each kind of thing is called where somebody decides about it, one by one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.moments.models import Stance
from alongside.vault.fields import SealedModel

CALLED = {
    "cowriting.Document": gettext_lazy("Words you write together"),
    "relationships.WhatMatters": gettext_lazy("What matters most"),
    "relationships.SafeReach": gettext_lazy("How to reach somebody safely"),
    "shares.Share": gettext_lazy("Why something was shared"),
    "agreements.Agreement": gettext_lazy("What was agreed"),
    "agreements.AgreementAnswer": gettext_lazy("An answer to what was agreed"),
    "agreements.Doing": gettext_lazy("Something you do together"),
    "agreements.DoingChange": gettext_lazy("What became of something you did together"),
    "agreements.Rest": gettext_lazy("Why you rest"),
    "agreements.Ending": gettext_lazy("What was taken from working together"),
    "agreements.HardThing": gettext_lazy("A hard thing that was said"),
    "agreements.HardAnswer": gettext_lazy("An answer to a hard thing"),
    "moments.Moment": gettext_lazy("Beside a moment"),
    "moments.Telling": gettext_lazy("What was told of a moment"),
    "moments.KeptApart": gettext_lazy("Why something is kept apart"),
    "moments.Stance": gettext_lazy("Where you put your dot"),
    "moments.BroughtIn": gettext_lazy("An old note from another system"),
    "promises.Promise": gettext_lazy("A promise"),
    "promises.Answer": gettext_lazy("What became of a promise"),
    "promises.Reply": gettext_lazy("A word on what became of a promise"),
    "profiles.Appreciation": gettext_lazy("What somebody appreciates"),
    "asks.Ask": gettext_lazy("What somebody was asked"),
    "asks.AskAnswer": gettext_lazy("What they answered"),
    "asks.AskAfter": gettext_lazy("What happened after"),
    "plans.Part": gettext_lazy("What a part of the plan is called"),
    "plans.Spend": gettext_lazy("Money that was spent"),
}
"""Every kind of words that is told in a relationship."""


def called(row: SealedModel) -> str:
    """What this is, in two or three words."""
    return str(CALLED[row._meta.label])


def as_read(row: SealedModel, said: list[str]) -> list[str]:
    """Its words as somebody reads them: two numbers are said as what they are."""
    if not isinstance(row, Stance):
        return said
    support, challenge = row.place.split(",")
    return [_("Support %(s)s, challenge %(c)s, of 100") % {"s": support, "c": challenge}]
