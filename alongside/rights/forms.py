"""Forms for what people can ask of what is kept about them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit
from alongside.kit.time import now
from alongside.rights.models import WhyNot


class CopyForm(kit.Form):
    """Take a copy out."""

    id = forms.UUIDField(widget=forms.HiddenInput)


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

    def clean_until(self) -> date:
        return kit.still_to_come(self.cleaned_data["until"])


class ComplaintForm(kit.Form):
    """What happened, and who should hear it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What happened?"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    hearers = forms.TypedMultipleChoiceField(
        label=_("Who should hear it?"), required=False, coerce=UUID, widget=kit.ManyChips
    )

    def __init__(self, *args: Any, hearers: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hearers"].choices = list(hearers)  # type: ignore[attr-defined]


class IncidentForm(ComplaintForm):
    """What went wrong, since when it is known, and whether words reached where they should not."""

    breach = forms.BooleanField(
        label=_("Somebody’s words reached where they should not, or were lost"), required=False
    )
    day = forms.DateField(
        label=_("On which day did you learn of it?"), required=False, widget=kit.DayInput
    )
    clock = forms.TimeField(label=_("At what time?"), required=False, widget=kit.ClockInput)
    wrong_person = forms.TypedChoiceField(
        label=_("Is it about a moment on the wrong person?"),
        required=False,
        coerce=UUID,
        empty_value=None,
        widget=kit.Chips,
    )

    def __init__(self, *args: Any, wrong: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wrong:
            self.fields["wrong_person"].choices = list(wrong)  # type: ignore[attr-defined]
        else:
            del self.fields["wrong_person"]

    def known_at(self) -> datetime | None:
        """Since when it is known: now, unless a day was given."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        if day is None:
            return None
        zone = ZoneInfo(settings.TIME_ZONE)
        return min(now(), datetime.combine(day, clock or time.min, tzinfo=zone))


class AnswerForm(kit.Form):
    """What was done, and who was told."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What do you say, or what was done?"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    told = forms.CharField(
        label=_("Who else was told of it, if anybody"), max_length=500, required=False
    )


class HearingForm(kit.Form):
    """How I am named to whoever wants to complain."""

    does = forms.CharField(label=_("What do you do here?"), max_length=120, required=False)


class RequestForm(kit.Form):
    """Who asks for a copy, and how we are sure it is them."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.TypedChoiceField(label=_("Who asks?"), coerce=UUID, widget=kit.Chips)
    day = forms.DateField(label=_("On which day?"), required=False, widget=kit.DayInput)
    asked_by = forms.CharField(
        label=_("How did they ask?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    how = forms.CharField(
        label=_("How do you know it is them?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]


class WithholdForm(kit.Form):
    """Why one thing is held back, and who looks it over."""

    kind = forms.CharField(max_length=60, widget=forms.HiddenInput)
    row = forms.UUIDField(widget=forms.HiddenInput)
    why = forms.ChoiceField(label=_("Why hold it back?"), choices=WhyNot.choices, widget=kit.Chips)
    reason = forms.CharField(
        label=_("In a few words, for the second person"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hearer = forms.TypedChoiceField(label=_("Who looks it over?"), coerce=UUID, widget=kit.Chips)

    def __init__(self, *args: Any, hearers: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hearer"].choices = list(hearers)  # type: ignore[attr-defined]


class ReviewForm(kit.Form):
    """What the second person says."""

    words = forms.CharField(
        label=_("A few words, if you like"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
