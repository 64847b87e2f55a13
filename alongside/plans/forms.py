"""Forms of a plan: the name of a part, and money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit
from alongside.kit.change import Change

A_NAME, A_LINE, LONGEST = 120, 200, 2000


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("What do you call it?"),
        help_text=_("Any words you like, or none."),
        required=False,
        max_length=A_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PartForm(kit.Once):
    """A part of our own."""

    called = _name()
    only_me = forms.BooleanField(
        label=_("Only I see this part"),
        help_text=_("Nobody else sees it, or that it is there. You can show it later."),
        required=False,
        widget=kit.Switch,
    )

    def __init__(self, *args: Any, at_work: bool, **kwargs: Any) -> None:
        """`at_work`: nothing is written about somebody in secret."""
        super().__init__(*args, **kwargs)
        if at_work:
            del self.fields["only_me"]


class NameForm(Change):
    """Another name for a part."""

    called = _name()


class SpendForm(kit.Once):
    """What, how much, what for: as words."""

    what = forms.CharField(
        label=_("What was bought?"),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    how_much = forms.CharField(
        label=_("How much was it?"),
        help_text=_("As you would say it: £4.20, about ten pounds."),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = forms.CharField(
        label=_("What for, if you like"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("what", "how_much", "why")):
            self.add_error(None, _("Nothing is written yet. Write what you like of it."))
        return cleaned


class LineForm(kit.Form):
    """A line of the plan that becomes something: as long as it is. Where it goes says what fits."""

    words = forms.CharField()
