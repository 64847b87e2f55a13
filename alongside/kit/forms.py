"""Forms in plain words: what was typed is kept, and every problem is said beside its field."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from alongside.kit.ids import new_id
from alongside.kit.inputs import (
    Chips,
    ClockInput,
    DayInput,
    ManyChips,
    Pad,
    PadField,
    Pane,
    Placed,
    Switch,
    Tiles,
    Words,
)
from alongside.kit.time import today

__all__ = [
    "Chips",
    "ClockInput",
    "DayInput",
    "Form",
    "ManyChips",
    "Once",
    "Pad",
    "PadField",
    "Pane",
    "Placed",
    "Switch",
    "Tiles",
    "first_said",
    "still_to_come",
]
A_YEAR = 366

_PLAIN: dict[type[forms.Field], dict[str, Words]] = {
    forms.CharField: {
        "required": _("Write something here."),
        "max_length": _("That is %(show_value)s letters long. At most %(limit_value)s fit here."),
    },
    forms.ChoiceField: {
        "required": _("Choose one."),
        "invalid_choice": _("That one is not on the list. Choose another."),
    },
    forms.MultipleChoiceField: {"required": _("Choose at least one.")},
    forms.DateField: {
        "required": _("Which day?"),
        "invalid": _("We could not read that day. Write it like 17/11/2026."),
    },
    forms.TimeField: {
        "required": _("What time?"),
        "invalid": _("We could not read that time. Write it like 10:30."),
    },
    forms.FileField: {
        "required": _("Choose a file."),
        "empty": _("That file has nothing in it."),
    },
    forms.BooleanField: {"required": _("Tick this to carry on.")},
    forms.IntegerField: {"invalid": _("Write a whole number.")},
}


class Form(forms.Form):
    """A form of ours: no colons, plain words for problems, checked here and not by the browser."""

    use_required_attribute = False
    draft = ""
    """Under which name what is typed in it is kept, until it is saved."""
    begun = False
    """Words typed in it before stand in it: a fold that holds it stands open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Django's form takes."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.asked_about: set[str] = set()
        for field in self.fields.values():
            _say_it_plainly(field)

    def ask_about(self, name: str, says: Words, *, tick: str) -> None:
        """Ask about what may be a slip, never refuse it: `tick` says that it is right."""
        self.asked_about.add(tick)
        if not self.cleaned_data.get(tick):
            self.add_error(name, says)

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """Read a new line as one letter, as the browser counted it, though it sends two."""
        said = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        return said.replace("\r\n", "\n") if isinstance(said, str) else said


def still_to_come(day: date, *, years: int = 10) -> date:
    """A day from today on, and not so far that nobody means it. Raises ValidationError."""
    if day < today():
        raise forms.ValidationError(_("Choose a day that is still to come."))
    if (day - today()).days > years * A_YEAR:
        says = _("That is very far away. Choose a day within %(years)s years.")
        raise forms.ValidationError(says, params={"years": years})
    return day


class Once(Form):
    """A form that makes one record however often it is sent: it carries the record's id."""

    id = forms.UUIDField(required=False, initial=new_id, widget=forms.HiddenInput)

    def clean_id(self) -> UUID:
        """Make one for a page that had none."""
        return self.cleaned_data["id"] or new_id()


def _say_it_plainly(field: forms.Field) -> None:
    """Put our words where the field still has Django's; a field's own words stay.

    And no browser may cut what is pasted without a word: the field itself says what is too long.
    """
    field.widget.attrs.pop("maxlength", None)
    for kind in reversed(type(field).__mro__):
        for code, words in _PLAIN.get(kind, {}).items():
            if field.error_messages.get(code) == _django_words(type(field), code):
                field.error_messages[code] = words


def _django_words(kind: type[forms.Field], code: str) -> Words | None:
    """Give what Django itself would say for a problem of this kind of field."""
    for base in kind.__mro__:
        words: Words | None = getattr(base, "default_error_messages", {}).get(code)
        if words is not None:
            return words
    return None


def first_said(form: type[forms.Form], draft: Mapping[str, str | Sequence[str]]) -> dict[str, Any]:
    """Turn a kept draft (what the browser sent, by name) into a form's `initial` values."""
    data = MultiValueDict(
        {name: [said] if isinstance(said, str) else list(said) for name, said in draft.items()}
    )
    return {
        name: field.widget.value_from_datadict(data, MultiValueDict(), name)
        for name, field in form.base_fields.items()
        if name != "id" and not field.widget.value_omitted_from_data(data, MultiValueDict(), name)
    }
