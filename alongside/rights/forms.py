"""Forms for what people can ask of what is kept about them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit


class CopyForm(kit.Form):
    """Take a copy out. The address goes with it only when ticked, and seen first."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    with_address = forms.BooleanField(label=_("Put where I live into the copy too"), required=False)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
