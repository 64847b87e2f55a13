"""What can be said of a life: none of it has to be."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _said
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit
from alongside.kit.change import Change
from alongside.lifemaps.how import ICONS, NOT_SAID, How
from alongside.lifemaps.models import Patch

LONGEST, A_NAME, A_LINE, MOST_NAMES = 4000, 120, 200, 60
NO_HELP = {"autocomplete": "off"}


def _name(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("Any words you like, or none."),
        required=False,
        max_length=A_NAME,
        widget=forms.TextInput(attrs=NO_HELP),
    )


class _Called(kit.Form):
    """A patch needs no name."""

    def clean_called(self) -> str:
        return self.cleaned_data["called"] or _said("A patch")


class AddForm(_Called, kit.Once):
    """A patch of my own."""

    called = _name(_("What do you call it?"))


class NameForm(_Called, Change):
    """Another name for the same patch."""

    called = _name(_("What do you call it?"))


class SayForm(kit.Once):
    """How one patch is now."""

    how = forms.ChoiceField(
        label=_("How is it now?"),
        required=False,
        choices=[*How.choices, (NOT_SAID, _("I don’t say"))],
        widget=kit.Tiles(icons={**ICONS, NOT_SAID: "more"}),
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    more = forms.CharField(
        label=_("I want more now"),
        help_text=_("Good can turn to okay because you want more. Say what, if you like."),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs=NO_HELP),
    )
    first = forms.BooleanField(label=_("Start with this one"), required=False, widget=kit.Switch)

    def said(self) -> dict[str, Any]:
        """What is said of the patch, without the pick."""
        return {name: self.cleaned_data[name] for name in ("how", "words", "more", "id")}


class ElsewhereForm(kit.Once):
    """What another tool came to."""

    words = forms.CharField(
        label=_("The words, as they stand"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    called = forms.CharField(
        label=_("What was it called?"),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs=NO_HELP),
    )
    whose = forms.CharField(
        label=_("Whose words are they?"),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs=NO_HELP),
    )
    on = forms.DateField(label=_("Which day was it?"), required=False, widget=kit.DayInput)
    patch = forms.ChoiceField(
        label=_("Beside which patch?"),
        help_text=_("Beside a patch, whoever sees your map reads it. Beside none, only you do."),
        required=False,
        widget=kit.Chips,
    )

    def __init__(self, *args: Any, patches: list[Patch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(patch.id), patch.called) for patch in patches]
        self.fields["patch"].choices = [("", _("None")), *listed]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        patch = said.pop("patch")
        return {**said, "patch_id": UUID(patch) if patch else None}


class SetForm(kit.Once):
    """Names for others to borrow."""

    called = forms.CharField(
        label=_("What do you call these?"),
        required=False,
        max_length=A_NAME,
        widget=forms.TextInput(attrs=NO_HELP),
    )
    words = forms.CharField(
        label=_("The names, one on each line"),
        help_text=_("Everybody here can read them. Name nobody."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        if any(len(line) > A_NAME for line in lines):
            raise forms.ValidationError(_("One of the names is very long. Make it shorter."))
        if len(lines) > MOST_NAMES:
            raise forms.ValidationError(_("These are a lot of names. At most 60 fit here."))
        return "\n".join(lines)
