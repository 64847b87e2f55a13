from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit
from alongside.moments.panes import PANES

LONGEST = 20_000


class TellingForm(kit.Form):
    """Words about a moment that is already there."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("My words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


def their_yes() -> forms.BooleanField:
    """The yes of somebody whose words are written down for them."""
    return forms.BooleanField(
        label=_("They said yes to these words"),
        error_messages={"required": _("Read it back to them first, and ask.")},
    )


class TakenDownForm(TellingForm):
    """The other side's words, written down for them."""

    otherwise = forms.BooleanField(
        label=_("They say: that’s not how it was"),
        help_text=_("Both accounts stay, side by side."),
        required=False,
    )
    said_yes = their_yes()


class StanceForm(kit.Form):
    stance = kit.PadField(PANES, label=_("How was it between you?"))
