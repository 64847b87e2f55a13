"""What can be told, offered and put on a card. Nothing about a life has to be."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit
from alongside.kit.time import now
from alongside.profiles.headings import ON_ABOUT_ME, Heading
from alongside.profiles.queries import Page

LONGEST, A_LINE = 4000, 200
A_DAY = "24"
HOURS = (("1", _("An hour")), (A_DAY, _("A day")), ("168", _("A week")))


class TellForm(kit.Once):
    """One heading, in one's own words; and who helped to write it, if anybody did."""

    words = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something, or go back: nothing has to be here.")},
    )
    written_with = forms.CharField(
        label=_("Supported to write this by"),
        help_text=_("If somebody helped you. You can leave it out."),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class OfferForm(kit.Once):
    """What I appreciate about somebody."""

    words = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CardForm(kit.Once):
    """Which parts it shows, for how long, and for whom."""

    chosen = forms.MultipleChoiceField(
        label=_("What it shows"),
        widget=kit.ManyChips,
        choices=[(each.value, each.label) for each in ON_ABOUT_ME],
        error_messages={"required": _("Choose at least one, or nothing would be on it.")},
    )
    hours = forms.ChoiceField(
        label=_("It works for"), choices=HOURS, required=False, widget=kit.Chips
    )
    meant_for = forms.CharField(
        label=_("Whom is it for?"),
        help_text=_("Only you read this, so that you know your cards apart."),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        """`page`: my About me; what is not told cannot be on a card."""
        super().__init__(*args, **kwargs)
        told = {part.heading for part in page.parts}
        listed = [(each.value, each.label) for each in ON_ABOUT_ME if each.value in told]
        self.fields["chosen"].choices = listed  # type: ignore[attr-defined]
        self.fields["hours"].initial = A_DAY

    def headings(self) -> list[Heading]:
        return [Heading(each) for each in self.cleaned_data["chosen"]]

    def until(self) -> datetime:
        return now() + timedelta(hours=int(self.cleaned_data["hours"] or A_DAY))
