"""What is asked of somebody at the door, and on their own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.access.viewer import Life
from alongside.accounts.passphrases import LONGEST, what_is_wrong
from alongside.kit.forms import Form, Switch, Tiles
from alongside.kit.ids import new_id

OWN_PHONE = _("Only I use this phone or computer")
OWN_PHONE_HINT = _(
    "Then you stay signed in. Leave it off if others use it too: it forgets you when you close it, "
    "or after 15 minutes."
)


class _HiddenNext(forms.CharField):
    """Where to go afterwards; only ever a page of ours (the view checks)."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=500, widget=forms.HiddenInput)


def new_passphrase(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ComeInForm(Form):
    """A name and a passphrase. Whose phone this is goes along with a passkey as well."""

    handle = forms.CharField(
        label=_("Your name to come in with"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    passphrase = forms.CharField(
        label=_("Your passphrase"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    own = forms.BooleanField(
        label=OWN_PHONE,
        help_text=OWN_PHONE_HINT,
        required=False,
        # It stands below both ways in, outside the form it belongs to.
        widget=Switch(attrs={"form": "with-a-name"}),
    )
    next = _HiddenNext()


def _code(label: Any, *, numeric: bool) -> forms.CharField:
    attrs = {"class": "input--code", "autocomplete": "one-time-code", "spellcheck": "false"}
    if numeric:
        attrs["inputmode"] = "numeric"
    else:
        attrs |= {"autocapitalize": "characters", "autocomplete": "off"}
        del attrs["class"]
    return forms.CharField(label=label, max_length=40, widget=forms.TextInput(attrs=attrs))


class SecondForm(Form):
    """Six numbers, or a code on paper."""

    code = _code(_("Six numbers, or a code on paper"), numeric=False)


class NumbersForm(Form):
    """The first numbers of a new app."""

    code = _code(_("The six numbers it shows now"), numeric=True)


class PaperForm(Form):
    """A name, and a code on paper."""

    handle = forms.CharField(
        label=_("Your name to come in with"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    code = _code(_("A code on your paper"), numeric=False)
    own = forms.BooleanField(
        label=OWN_PHONE, help_text=OWN_PHONE_HINT, required=False, widget=Switch
    )


class MakeCodesForm(Form):
    """Sent twice is once."""

    id = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)


class WhichForm(Form):
    """Which life to come in to."""

    life = forms.ChoiceField(
        label=_("How do you come in today?"),
        choices=((Life.WORKING.value, _("Working")), (Life.OWN.value, _("My own life"))),
        widget=Tiles(icons={Life.WORKING.value: "team", Life.OWN.value: "home"}),
    )


class NewWayIn(Form):
    """A new name to come in with, and a new passphrase twice. The base of every such form."""

    handle = forms.CharField(
        label=_("Your name to come in with"),
        help_text=_("Any words you will remember. Nobody else sees them."),
        min_length=3,
        max_length=60,
        error_messages={"min_length": _("Use 3 letters or more.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    passphrase = new_passphrase(
        _("A new passphrase"), _("12 letters or more. Three or four words work well.")
    )
    passphrase_again = new_passphrase(_("The same passphrase again"))

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        names = [self.cleaned_data.get(name) or "" for name in ("called", "handle")]
        if passphrase and (problem := what_is_wrong(passphrase, names=names)):
            raise forms.ValidationError(problem)
        return passphrase

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, again = cleaned.get("passphrase"), cleaned.get("passphrase_again")
        if first and again is not None and first != again:
            self.add_error("passphrase_again", say("The two are not the same. Write them again."))
        return cleaned

    def name_is_taken(self) -> None:
        """Say so beside the field."""
        self.add_error("handle", say("You cannot use that name here. Choose another."))


class PassphraseForm(NewWayIn):
    """A passphrase for an account that stands. The one it has is asked first."""

    def __init__(self, *args: Any, has_passphrase: bool, has_handle: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_handle:
            self.fields["handle"].required = False
            self.fields["handle"].help_text = say("Leave this empty to keep the one you have.")
            # What the page is for comes first; the name stands there for whoever wants another.
            self.order_fields(("passphrase_now", "passphrase", "passphrase_again", "handle"))
        if not has_passphrase:
            del self.fields["passphrase_now"]

    passphrase_now = forms.CharField(
        label=_("Your passphrase now"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("passphrase_now", "handle", "passphrase", "passphrase_again")


class CalledForm(Form):
    """What I like to be called."""

    called = forms.CharField(label=_("What I like to be called"), max_length=200)


class PhoneForm(Form):
    """What I call this phone or computer."""

    called = forms.CharField(label=_("A name for it"), max_length=60)


class AgainForm(Form):
    """The passphrase once more, to be sure who asks."""

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasskeyForm(Form):
    """A name for a passkey, so that its owner knows it again."""

    called = forms.CharField(label=_("A name for this phone or computer"), max_length=60)
