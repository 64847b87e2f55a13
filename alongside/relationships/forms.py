"""What is asked of somebody who joins, comes back, or invites."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.accounts.forms import OWN_PHONE, OWN_PHONE_HINT, NewWayIn
from alongside.kit.forms import Form, Once, Switch, Tiles
from alongside.kit.ids import new_id

PASSKEY, PASSPHRASE = "passkey", "passphrase"


class CodeForm(Form):
    """Six letters, as they were shown."""

    code = forms.CharField(
        label=_("Your six letters"),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "class": "input--code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class WayInForm(NewWayIn):
    """How I want to come in next time. Coming back asks no more than this."""

    way = forms.ChoiceField(
        label=_("How do you want to come in next time?"),
        choices=(
            (PASSKEY, _("The way I unlock this phone")),
            (PASSPHRASE, _("A name and a passphrase")),
        ),
        initial=PASSKEY,
        widget=Tiles(icons={PASSKEY: "phone", PASSPHRASE: "key"}),
    )
    own = forms.BooleanField(
        label=OWN_PHONE, help_text=OWN_PHONE_HINT, required=False, widget=Switch
    )
    field_order = ("called", "way", "handle", "passphrase", "passphrase_again", "own")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("handle", "passphrase", "passphrase_again"):
            self.fields[name].required = False

    def clean_passphrase(self) -> str:
        if self.cleaned_data.get("way") == PASSKEY:
            return ""
        return super().clean_passphrase()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("way") == PASSKEY:
            return cleaned | {"handle": "", "passphrase": "", "passphrase_again": ""}
        for name in ("handle", "passphrase", "passphrase_again"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, say("Write something here."))
        return cleaned


class JoinForm(WayInForm):
    """And what I like to be called."""

    called = forms.CharField(label=_("What do you like to be called?"), max_length=200)


class ColleagueForm(Form):
    """Somebody I work with, by what they like to be called."""

    called = forms.CharField(label=_("What do they like to be called?"), max_length=200)
    id = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)


class SamePersonForm(Once):
    """Two records are one person, and how I know."""

    why = forms.CharField(
        label=_("How do you know?"),
        help_text=_("They read this once they have said yes."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
