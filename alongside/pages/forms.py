from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.accounts.forms import NewWayIn
from alongside.kit import forms as kit
from alongside.kit.ids import new_id
from alongside.kit.time import here, now, today
from alongside.moments.actions import Apart
from alongside.moments.forms import A_YEAR, LONGEST, odd_to_look_again, their_yes
from alongside.moments.models import Kind, Why
from alongside.moments.panes import PANES
from alongside.pages.noting import APART, JUST_ME, OPEN, Noted
from alongside.pages.showing import ICONS
from alongside.promises.actions import ME, THEM, What
from alongside.promises.forms import YEARS, ask_about_odd_day, at_this_place, due_from
from alongside.relationships.models import LeaveWords, SafeReach
from alongside.relationships.queries import Between

REACH, READ = "r-%s", "read-%s"
"""The ids of the other forms on a page that has more than one."""
LONG_AGO = timedelta(days=730)
A_LINE = 500


class NoteForm(kit.Form):
    """Note a moment: with whom, which kind, and as much more as you like."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(label=_("Who with?"), widget=kit.Chips)
    kind = forms.ChoiceField(
        label=_("What kind?"), choices=Kind.choices, initial=Kind.MET, widget=kit.Tiles(icons=ICONS)
    )
    words = forms.CharField(
        label=_("A few words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    day = forms.DateField(label=_("Which day?"), required=False, widget=kit.DayInput)
    at = forms.TimeField(label=_("What time?"), required=False, widget=kit.ClockInput)
    sure = forms.BooleanField(label=_("Yes, that day is right"), required=False)
    others = forms.CharField(label=_("Who else was there?"), required=False, max_length=A_LINE)
    stance = kit.PadField(PANES, label=_("How was it between you?"))
    promise = forms.CharField(label=_("What?"), required=False, max_length=2000)
    whose = forms.ChoiceField(
        label=_("Who promises?"),
        choices=[(ME, _("I do")), (THEM, _("They do"))],
        initial=ME,
        required=False,
        widget=kit.Chips,
    )
    promise_day = forms.DateField(label=_("On which day?"), required=False, widget=kit.DayInput)
    promise_at = forms.TimeField(label=_("At what time?"), required=False, widget=kit.ClockInput)
    promise_sure = forms.BooleanField(label=_("Yes, that day is right"), required=False)
    promise_by = forms.BooleanField(
        label=_("Any time up to then"), required=False, widget=kit.Switch
    )
    promise_place = forms.CharField(
        label=_("Where, if you are meeting?"), required=False, max_length=300
    )
    in_the_way = forms.CharField(
        label=_("What was it, in one line?"), required=False, max_length=A_LINE
    )
    learned = forms.CharField(
        label=_("What did you learn, in one line?"),
        help_text=_("What works, or what does not."),
        required=False,
        max_length=A_LINE,
    )
    see = forms.ChoiceField(
        label=_("Who can see this?"),
        choices=[(OPEN, _("Both of us")), (APART, _("Kept apart"))],
        initial=OPEN,
        required=False,
        widget=kit.Chips(icons={OPEN: "eye", APART: "lock"}),
    )
    why = forms.ChoiceField(
        label=_("Why is it kept apart?"), choices=Why.choices, required=False, widget=kit.Chips
    )
    reason = forms.CharField(
        label=_("The reason, in words they will read"), required=False, max_length=2000
    )
    review_on = forms.DateField(
        label=_("When will you look at it again?"), required=False, widget=kit.DayInput
    )

    def __init__(self, *args: Any, people: list[Between], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(between.id): between for between in people}
        choices = [(key, between.other.called) for key, between in self.people.items()]
        self.fields["who"].choices = [*choices, (JUST_ME, _("Just me"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._ask_about_odd_day()
        self._ask_about_promise(cleaned)
        self._ask_why_apart(cleaned)
        return cleaned

    def _ask_about_odd_day(self) -> None:
        happened_at = self.happened_at()
        if happened_at is None:
            return
        if happened_at.year not in YEARS:
            self.add_error("day", _("Write the year with all four numbers, like 2026."))
        elif happened_at > now() + timedelta(minutes=5):
            says = _("That is still to come. Tick below if it is right.")
            self.ask_about("day", says, tick="sure")
        elif happened_at < now() - LONG_AGO:
            says = _("That is a long time ago. Tick below if it is right.")
            self.ask_about("day", says, tick="sure")

    def _ask_about_promise(self, cleaned: dict[str, Any]) -> None:
        """A promise has words or a place, and somebody to make it to."""
        _how, due_at = self._due()
        ask_about_odd_day(self, "promise_day", due_at, tick="promise_sure")
        said = cleaned.get("promise") or cleaned.get("promise_place")
        if due_at and not said and "promise" not in self.errors:
            self.add_error("promise", _("Write what is promised, or take the day out."))
        if said and cleaned.get("who") == JUST_ME:
            self.add_error("promise", _("A promise needs two. Choose who, or take it out."))

    def _ask_why_apart(self, cleaned: dict[str, Any]) -> None:
        """Kept apart needs a reason and a day to look again; without them it is shared."""
        if cleaned.get("see") != APART or cleaned.get("who") == JUST_ME:
            return
        if not cleaned.get("why"):
            self.add_error("why", _("Choose one, or share it with them."))
        if not cleaned.get("reason"):
            self.add_error("reason", _("Write a reason, or share it with them."))
        review_on = cleaned.get("review_on")
        if not review_on:
            self.add_error("review_on", _("Choose a day to look at it again."))
        elif says := odd_to_look_again(review_on):
            self.add_error("review_on", says)

    def happened_at(self) -> datetime | None:
        """None: now."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("at")
        if day is None and clock is None:
            return None
        return at_this_place(day or today(), clock or here().time())

    def noted(self, me: Any) -> Noted:
        data = self.cleaned_data
        between = self.people.get(data["who"])
        place = data["stance"]
        them = between.other.id if between else None
        return Noted(
            id=data["id"],
            relationship_id=between.id if between else None,
            kind=data["kind"],
            words=data["words"],
            happened_at=self.happened_at(),
            others=data["others"],
            in_the_way=data["in_the_way"],
            learned=data["learned"],
            stance=(place.up, place.right) if place and between else None,
            apart=self._apart() if between else None,
            promise=self._promise() if between else None,
            promiser_id=them if data.get("whose") == THEM else me,
        )

    def _apart(self) -> Apart | None:
        data = self.cleaned_data
        if data.get("see") != APART:
            return None
        return Apart(why=data["why"], reason=data["reason"], review_on=data["review_on"])

    def _promise(self) -> What | None:
        data = self.cleaned_data
        if not data.get("promise") and not data.get("promise_place"):
            return None
        how, due_at = self._due()
        return What(words=data["promise"], due=how, due_at=due_at, place=data["promise_place"])

    def _due(self) -> tuple[str, datetime | None]:
        data = self.cleaned_data
        return due_from(data.get("promise_day"), data.get("promise_at"), data.get("promise_by"))


class SayForm(kit.Form):
    """Say something to the other side."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What do you want to say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PersonForm(kit.Form):
    """Somebody new. Nothing is needed but what they like to be called."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    called = forms.CharField(label=_("What do they like to be called?"), max_length=120)


class MattersForm(kit.Once):
    words = forms.CharField(
        label=_("What matters most?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    said_yes = their_yes()

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["said_yes"]


class ReadForm(kit.Form):
    """On which day we read together; today when nobody says."""

    day = forms.DateField(label=_("Which day?"), required=False, widget=kit.DayInput)
    sure = forms.BooleanField(label=_("Yes, that day is right"), required=False)

    def clean_day(self) -> date:
        day: date | None = self.cleaned_data["day"]
        return day or today()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("day")
        if day and day.year not in YEARS:
            self.add_error("day", _("Write the year with all four numbers, like 2026."))
        elif day and day > today():
            says = _("That is still to come. Tick below if it is right.")
            self.ask_about("day", says, tick="sure")
        elif day and day < today() - A_YEAR:
            says = _("That is more than a year ago. Tick below if it is right.")
            self.ask_about("day", says, tick="sure")
        return cleaned


class ReachForm(kit.Once):
    words = forms.CharField(
        label=_("Which ways?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    times = forms.CharField(
        label=_("When is it safe, and when not?"), max_length=500, required=False
    )
    leave_words = forms.ChoiceField(
        label=_("Is it safe to leave words?"),
        choices=LeaveWords.choices,
        required=False,
        widget=kit.Chips,
    )
    who_might_see = forms.CharField(
        label=_("Who else might see or hear?"), max_length=500, required=False
    )
    safe_word = forms.CharField(
        label=_("A safe word"),
        help_text=_("Say it, and the other one knows it is really you. It is never printed."),
        max_length=60,
        required=False,
    )

    @classmethod
    def said(cls, reach: SafeReach | None) -> dict[str, object]:
        """What the form begins with: how it was last said."""
        asked = [name for name in cls.base_fields if name != "id"]
        return {name: getattr(reach, name) for name in asked} if reach else {}


class SearchForm(kit.Form):
    q = forms.CharField(label=_("Find words"), required=False, max_length=200)


class FirstForm(NewWayIn):
    """The first person of a new team."""

    called = forms.CharField(label=_("What do you like to be called?"), max_length=120)
    field_order = ("called", "handle", "passphrase", "passphrase_again")


class NamedForm(kit.Form):
    """A team or a partner, by its name."""

    called = forms.CharField(label=_("What is it called?"), max_length=120)
    id = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)


class PersonAtForm(kit.Form):
    """Who works at a partner, and what they do there."""

    person = forms.ChoiceField(label=_("Who works there?"), widget=kit.Chips)
    does = forms.CharField(label=_("What do they do?"), required=False, max_length=120)

    def __init__(self, *args: Any, choices: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(key), name) for key, name in choices]  # type: ignore[attr-defined]
