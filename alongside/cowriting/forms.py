"""Forms for words written together, where there is no script."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit


class WritingForm(kit.Once):
    """The words as they were when the form was opened, and as they are now."""

    base = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Your words"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class TakingOutForm(kit.Form):
    """Words to be taken out for good; a second time, when the page has said what goes."""

    words = forms.CharField(
        label=_("Which words?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for them in words of ours."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write the words here, letter for letter."))
        return said
