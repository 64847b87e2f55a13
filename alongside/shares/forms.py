"""What is asked of somebody who shares, asks, or opens for safety."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.tries import TooManyTries
from alongside.kit import forms as kit
from alongside.kit.ids import new_id
from alongside.kit.time import end_of, today
from alongside.relationships.queries import Between
from alongside.shares.actions import NothingToShare, Wish, ask_to_share, would_be_shared
from alongside.shares.choices import PERSON, TEAM
from alongside.shares.feared import MustNotKnow
from alongside.shares.in_person import LettersEnded, count_letters_typed
from alongside.shares.models import Basis, Share
from alongside.shares.powers import LONGEST_DELAY, LONGEST_DUTY

LONGEST = 2000
ASKED_BY_LAW = (
    (Strand.ABOUT_ME.value, _("What matters")),
    (Strand.PLANS.value, _("Our plan")),
    (Strand.MOMENTS.value, _("Our story")),
    (Strand.PROMISES.value, _("Our promises")),
    (Strand.ADDRESS.value, _("Where they live")),
)
MY_PAGE, ALL_ABOUT_ME = "about-me/one-page", "about-me/about-me"
"""One page by itself: the strand it is of, and which."""
WHAT = (
    *ASKED_BY_LAW,
    (Strand.CIRCLES.value, _("Who is around them, as it is now")),
    (MY_PAGE, _("Their one page")),
    (ALL_ABOUT_ME, _("Their About me")),
)
"""What is given by a yes. Who is around somebody is never opened without one."""
MINE = {
    Strand.ADDRESS.value: _("Where I live"),
    Strand.ABOUT_ME.value: _("What matters to me"),
    Strand.CIRCLES.value: _("Who is around me, as it is now"),
    MY_PAGE: _("My one page"),
    ALL_ABOUT_ME: _("About me"),
}
"""The same, to whoever it is about."""


def sharing_draft(relationship_id: UUID) -> str:
    """Under which name what is typed of a share is kept: its page and the look before it agree."""
    return f"sharing/{relationship_id}"


def hiding_draft(moment_id: UUID) -> str:
    return f"hiding/{moment_id}"


class ShareForm(kit.Form):
    """With whom, what, what for, until when: one strand at a time."""

    whom = forms.ChoiceField(label=_("Who may see it?"), required=False, widget=kit.Chips)
    letters = forms.CharField(
        label=_("Or somebody of a partner, who is with you?"),
        help_text=_("They show you six letters. Type them here."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    strand = forms.ChoiceField(label=_("What may they see?"), choices=WHAT, widget=kit.Chips)
    purpose = forms.CharField(
        label=_("What for?"), max_length=300, widget=forms.TextInput(attrs={"maxlength": 300})
    )
    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("Leave it empty for: until I say stop."),
        required=False,
        widget=kit.DayInput,
    )
    away = forms.BooleanField(
        label=_("Only while my worker is away"), required=False, widget=kit.Switch
    )
    basis = forms.ChoiceField(
        label=_("The reason in law"), choices=Basis.choices, initial=Basis.CONSENT, required=False
    )
    id = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        choices: list[tuple[str, str]],
        worker_id: UUID,
        is_mine: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.worker_id = worker_id
        if is_mine and "strand" in self.fields:
            self.fields["strand"].choices = [  # type: ignore[attr-defined]
                (value, MINE.get(value, words)) for value, words in WHAT
            ]
        self.fields["whom"].choices = choices  # type: ignore[attr-defined]
        if not is_mine:
            # Only the person gives to somebody their worker does not know.
            del self.fields["letters"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(said.get("whom")) == bool(said.get("letters")) and "whom" not in self.errors:
            self.add_error("whom", say("Choose one who may see it."))
        _kind, key, _life = (said.get("whom") or "//").split("/")
        if key == str(self.worker_id) and said.get("strand") != Strand.ADDRESS.value:
            self.add_error("whom", say("They see the rest already. Choose: where I live."))
        return said

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        return kit.still_to_come(until) if until else None

    def wish(self, moment_id: UUID | None = None) -> Wish:
        said = self.cleaned_data
        letters = said.get("letters", "")
        kind, key, life = said["whom"].split("/") if not letters else ("", "", Life.WORKING.value)
        until = said["until"]
        strand, _of, sheet = said.get("strand", "").partition("/")
        return Wish(
            strand=Strand.MOMENTS if moment_id else Strand(strand),
            sheet=sheet,
            with_person_id=UUID(key) if kind == PERSON else None,
            with_team_id=UUID(key) if kind == TEAM else None,
            letters=letters,
            life=Life(life),
            moment_id=moment_id,
            steps_in_for_id=self.worker_id if said.get("away") else None,
            purpose=said["purpose"],
            basis=Basis(said["basis"] or Basis.CONSENT),
            until=end_of(until) if until else None,
        )

    def asked(self, *, by: Viewer, between: Between, moment_id: UUID | None = None) -> Share | None:
        """Ask, or give where it is one's own; or None, and the form says why not."""
        give = partial(ask_to_share, id=self.cleaned_data["id"])
        return self._tried(give, by, between, moment_id)

    def looked_over(
        self, *, by: Viewer, between: Between, moment_id: UUID | None = None
    ) -> Share | None:
        """What that would be, kept nowhere; or None, and the form says why not."""
        return self._tried(would_be_shared, by, between, moment_id)

    def _tried(
        self, way: Callable[..., Share], by: Viewer, between: Between, moment_id: UUID | None
    ) -> Share | None:
        wish = self.wish(moment_id)
        try:
            if wish.letters:
                count_letters_typed(by)
            return way(by=by, relationship_id=between.id, wish=wish)
        except MustNotKnow:
            words = say("%(name)s asked us never to tell this person, or somebody in that team.")
            self.add_error(
                "letters" if wish.letters else "whom", words % {"name": between.supported.called}
            )
        except LettersEnded:
            self.add_error("letters", say("These do not work. Ask them to show you new ones."))
        except TooManyTries as tries:
            self.add_error("letters", tries.says())
        except NothingToShare:
            self.add_error(None, say("Only somebody walking with a worker can share from here."))
        return None


class OneMomentForm(ShareForm):
    """The same, for one moment by itself: what is shared is said already."""

    strand = None  # type: ignore[assignment]
    away = None  # type: ignore[assignment]


class NeverTellForm(kit.Form):
    """Whom never to tell."""

    words = forms.CharField(
        label=_("Who must never be told?"),
        help_text=_("Their name, as they are called. One person at a time."),
        max_length=200,
    )
    id = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)


class AddressForm(kit.Form):
    """Where I live, if I want it here at all."""

    words = forms.CharField(
        label=_("Where do you live?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500, "autocomplete": "off"}),
    )


class SafetyForm(kit.Form):
    """Opening without a yes, to keep somebody safe."""

    called = forms.CharField(
        label=_("Who is it about?"),
        help_text=_("The whole name, as it is written here."),
        max_length=200,
    )
    reason = forms.CharField(
        label=_("Why must you look now?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST}),
    )
    id = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)


class ReviewForm(kit.Form):
    """What a second person thinks of it."""

    right = forms.ChoiceField(
        label=_("Was it right to look?"),
        choices=(("yes", _("Yes")), ("no", _("No"))),
        widget=kit.Chips,
    )
    words = forms.CharField(
        label=_("What do you say about it?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )


def told_by(until: date) -> date:
    """A day to tell somebody on: still to come, and 90 days ahead at most."""
    if until <= today():
        raise forms.ValidationError(say("Choose a day that is still to come."))
    if until > today() + LONGEST_DELAY - timedelta(days=1):
        raise forms.ValidationError(say("90 days at most. You can ask again then."))
    return until


class LaterForm(kit.Form):
    """Telling the person later."""

    reason = forms.CharField(
        label=_("Why must they be told later?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )
    until = forms.DateField(label=_("On which day will they be told?"), widget=kit.DayInput)
    id = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)

    def clean_until(self) -> date:
        return told_by(self.cleaned_data["until"])


class HidingForm(LaterForm):
    """Hiding even that something is kept apart."""

    reason = forms.CharField(
        label=_("Why must even that stay hidden?"),
        help_text=_("They read this when the time is over."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )
    until = forms.DateField(label=_("Until which day?"), widget=kit.DayInput)


class DutyForm(kit.Form):
    """A court, a data request or a statute asks for named things."""

    power = forms.CharField(
        label=_("Which law or order?"), help_text=_("Its name, and its number."), max_length=300
    )
    moments = forms.MultipleChoiceField(
        label=_("Which moments does it ask for?"), required=False, widget=kit.ManyChips
    )
    promises = forms.MultipleChoiceField(
        label=_("Which promises?"), required=False, widget=kit.ManyChips
    )
    strands = forms.MultipleChoiceField(
        label=_("Or everything of one kind?"),
        help_text=_("Only if it names all of it."),
        choices=ASKED_BY_LAW,
        required=False,
        widget=kit.ManyChips,
    )
    whom = forms.ChoiceField(label=_("Who receives it?"), required=False, widget=kit.Chips)
    receiver = forms.CharField(
        label=_("Or somebody who is not here?"),
        help_text=_("A court or an office, by its name. They get a copy, never an address."),
        required=False,
        max_length=200,
    )
    until = forms.DateField(label=_("Until which day?"), widget=kit.DayInput)
    later_reason = forms.CharField(
        label=_("Why must they be told later?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )
    later_until = forms.DateField(
        label=_("On which day will they be told?"), required=False, widget=kit.DayInput
    )
    id = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)
    later_id = forms.UUIDField(initial=new_id, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        choices: list[tuple[str, str]],
        moments: list[tuple[str, str]],
        promises: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = choices  # type: ignore[attr-defined]
        self.fields["moments"].choices = moments  # type: ignore[attr-defined]
        self.fields["promises"].choices = promises  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        strands = said.get("strands", [])
        if not (said.get("moments") or said.get("promises") or strands):
            words = say("Choose what it asks for: moments, promises, or all of one kind.")
            self.add_error("strands", words)
        outside = said.get("receiver", "")
        if bool(outside) == bool(said.get("whom")):
            self.add_error("whom", say("Choose one who receives it: a person, or a name below."))
        if outside and Strand.ADDRESS.value in strands:
            self.add_error("strands", say("Where they live never leaves in a copy."))
        if said.get("later_until") and not said.get("later_reason"):
            self.add_error("later_reason", say("Write why they must be told later."))
        if said.get("later_reason") and not said.get("later_until", "wrong"):
            self.add_error("later_until", say("Choose the day they are told."))
        return said

    def clean_later_until(self) -> date | None:
        until: date | None = self.cleaned_data["later_until"]
        return until and told_by(until)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < today():
            raise forms.ValidationError(say("Choose a day that is still to come."))
        if until > today() + LONGEST_DUTY - timedelta(days=2):
            raise forms.ValidationError(say("A year at most. It can be named again then."))
        return until


class AwayForm(kit.Form):
    """Away from work for a while."""

    until = forms.DateField(label=_("Until which day are you away?"), widget=kit.DayInput)

    def clean_until(self) -> date:
        return kit.still_to_come(self.cleaned_data["until"], years=2)


class ColleagueAwayForm(AwayForm):
    """The same, said of a colleague."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    until = forms.DateField(label=_("Until which day are they away?"), widget=kit.DayInput)
