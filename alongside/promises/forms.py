"""Forms for promises. Only the words are needed; a day never is."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit
from alongside.kit.time import now, today
from alongside.promises.actions import ME, THEM, What
from alongside.promises.models import END_OF_DAY, Due

FAR = timedelta(days=730)
YEARS = range(1000, 9000)
"""Any other year is a slip of the hand, and no calendar of ours could show it."""
LONGEST = 2000


def at_this_place(day: Any, clock: Any) -> datetime:
    """A day and a time on the place's own clock, as a moment."""
    from zoneinfo import ZoneInfo

    return datetime.combine(day, clock, tzinfo=ZoneInfo(settings.TIME_ZONE))


def due_from(day: Any, clock: Any, by_then: Any) -> tuple[str, datetime | None]:
    """How and when it is due; a time alone is today's."""
    if clock and not day:
        day = today()
    if day is None:
        return Due.NONE, None
    how = Due.BY if by_then else (Due.TIME if clock else Due.DAY)
    return how, at_this_place(day, clock or END_OF_DAY)


class DueFields(kit.Form):
    """When it is due: a day, a time, *by then*, or no day at all."""

    day = forms.DateField(label=_("On which day?"), required=False, widget=kit.DayInput)
    at = forms.TimeField(label=_("At what time?"), required=False, widget=kit.ClockInput)
    by_then = forms.BooleanField(label=_("Any time up to then"), required=False, widget=kit.Switch)
    sure = forms.BooleanField(label=_("Yes, that day is right"), required=False)

    def due(self) -> tuple[str, datetime | None]:
        """How and when it is due."""
        said = self.cleaned_data
        return due_from(said.get("day"), said.get("at"), said.get("by_then"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        ask_about_odd_day(self, "day", self.due()[1], tick="sure")
        return cleaned


def ask_about_odd_day(form: kit.Form, name: str, due_at: datetime | None, *, tick: str) -> None:
    """A day long gone or far away is asked about, never refused."""
    if due_at is None:
        return
    if due_at.year not in YEARS:
        form.add_error(name, _("Write the year with all four numbers, like 2026."))
    elif due_at < now() - timedelta(minutes=5):
        form.ask_about(name, _("That is in the past. Tick below if it is right."), tick=tick)
    elif due_at > now() + FAR:
        form.ask_about(name, _("That is a long way off. Tick below if it is right."), tick=tick)


class PromiseForm(DueFields):
    """Who promises what to whom, by when."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    whose = forms.ChoiceField(label=_("Who promises?"), widget=kit.Chips)
    words = forms.CharField(
        label=_("What?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    place = forms.CharField(label=_("Where, if you are meeting?"), max_length=300, required=False)

    field_order = ("id", "whose", "words", "day", "at", "by_then", "sure", "place")

    def __init__(self, *args: Any, other: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = [(ME, _("I do")), (THEM, other)]  # type: ignore[attr-defined]
        self.fields["whose"].initial = ME

    def what(self) -> What:
        how, due_at = self.due()
        return What(
            words=self.cleaned_data["words"],
            due=how,
            due_at=due_at,
            place=self.cleaned_data["place"],
        )


class WordsForm(kit.Once):
    """A few words, if wanted."""

    words = forms.CharField(
        label=_("A few words, if you like"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReplyForm(WordsForm):
    """Yes, or another way to see it."""

    YES = "yes"

    agrees = forms.CharField(required=False, widget=forms.HiddenInput)


class PutRightForm(kit.Once):
    words = forms.CharField(
        label=_("What put it right?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveForm(kit.Once, DueFields):
    """Move it to another day or time."""

    words = forms.CharField(
        label=_("Why, if you like"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.due()[1] is None and "day" not in self.errors:
            self.add_error("day", _("Choose the new day."))
        return cleaned
