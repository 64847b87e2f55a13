from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit
from alongside.kit.time import today
from alongside.moments.panes import PANES

LONGEST = 20_000
A_YEAR = timedelta(days=366)


def odd_to_look_again(day: date) -> str:
    """What stands against looking again on this day; nothing where nothing does.

    Never 13: what is kept apart is looked at again, so that day is near enough to come.
    """
    if day <= today():
        return str(_("Choose a day that is still to come."))
    if day > today() + A_YEAR:
        return str(_("Choose a day within a year. You can choose again then."))
    return ""


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


class ApartAgainForm(kit.Form):
    """It stays apart: why, and until when."""

    reason = forms.CharField(
        label=_("The reason, in words they will read"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    review_on = forms.DateField(
        label=_("When will you look at it again?"), required=False, widget=kit.DayInput
    )

    def clean_review_on(self) -> date:
        """Without a day it is not kept apart any longer than it was: nothing is changed."""
        day: date | None = self.cleaned_data["review_on"]
        if day is None:
            raise forms.ValidationError(_("Choose a day to look at it again."))
        if says := odd_to_look_again(day):
            raise forms.ValidationError(says)
        return day


class StanceForm(kit.Form):
    stance = kit.PadField(PANES, label=_("How was it between you?"))
