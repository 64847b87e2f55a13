"""Forms for what people can ask of what is kept about them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit


class CopyForm(kit.Form):
    """Take a copy out. The address goes with it only when ticked, and seen first."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    with_address = forms.BooleanField(label=_("Put where I live into the copy too"), required=False)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SureForm(kit.Form):
    """A yes, said on purpose."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("Yes, I want this"))


class DecideForm(kit.Form):
    """What becomes of words about somebody who asked for erasing."""

    kind = forms.CharField(max_length=60, widget=forms.HiddenInput)
    row = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why? A few words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class HoldForm(kit.Form):
    """Why words have to stay for a while."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Why do words have to stay? You both read this"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = forms.DateField(label=_("Until which day?"), widget=kit.DayInput)
