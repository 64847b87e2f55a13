"""Forms for what two people agree, and for what is hard to say. Nearly all may be left out."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.agreements.actions import EachWants, Terms
from alongside.agreements.models import Agreement, HardKind
from alongside.kit import forms as kit
from alongside.kit.time import today
from alongside.relationships.queries import Between

LONGEST, A_LINE = 4000, 500
KINDS = {
    HardKind.CONCERN.value: "rain",
    HardKind.BOUNDARY.value: "stop",
    HardKind.HONEST_WORD.value: "say",
    HardKind.SOMEONE_ELSE.value: "swap",
}


def _some_words(label: Any, rows: int = 3, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST, widget=area
    )


class AgreementForm(kit.Form):
    """One version, filled in from the one it is written over."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    builds_on = forms.UUIDField(required=False, widget=forms.HiddenInput)
    together = _some_words(_("What we do together"), 4, _("And what not, if that is clear."))
    my_support = _some_words(_("How I want to be supported"))
    my_challenge = _some_words(_("How I want to be challenged"))
    their_support = _some_words("")
    their_challenge = _some_words("")
    sharing = _some_words(_("What each of us shares with the other"))
    review_on = forms.DateField(
        label=_("When do we look at this again?"), required=False, widget=kit.DayInput
    )

    def __init__(self, *args: Any, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("their_support", say("How %(name)s wants to be supported")),
            ("their_challenge", say("How %(name)s wants to be challenged")),
        ):
            self.fields[name].label = words % {"name": other}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in self.fields if name not in {"id", "builds_on"}):
            self.add_error(None, _("Nothing is written yet. Write what you like of it."))
        if cleaned.get("review_on") and cleaned["review_on"] <= today():
            self.add_error("review_on", _("Choose a day that is still to come."))
        return cleaned

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(
            together=said["together"],
            mine=EachWants(support=said["my_support"], challenge=said["my_challenge"]),
            theirs=EachWants(support=said["their_support"], challenge=said["their_challenge"]),
            sharing=said["sharing"],
            review_on=said["review_on"],
        )


def first_terms(between: Between, agreement: Agreement | None) -> dict[str, object]:
    """What the form begins with: the version it is written over, as this side reads it."""
    if agreement is None:
        return {}
    day = agreement.review_on
    return {
        "builds_on": agreement.id,
        "together": agreement.together,
        "my_support": agreement.support_of(between.me.id),
        "my_challenge": agreement.challenge_of(between.me.id),
        "their_support": agreement.support_of(between.other.id),
        "their_challenge": agreement.challenge_of(between.other.id),
        "sharing": agreement.sharing,
        # A day that has come has done its work.
        "review_on": day if day and day > today() else None,
    }


class WordsForm(kit.Form):
    """A few words, if wanted."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = _some_words(_("In your words, if you like"))


class DoingForm(kit.Form):
    """One line of what we do together."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("What do you do together?"), max_length=A_LINE)
    begun_on = forms.DateField(
        label=_("Since which day?"),
        help_text=_("Leave it empty for: since today."),
        required=False,
        widget=kit.DayInput,
    )

    def clean_begun_on(self) -> date | None:
        day: date | None = self.cleaned_data["begun_on"]
        if day is not None and day > today():
            raise forms.ValidationError(say("Choose today, or a day before."))
        return day


class TurnForm(kit.Form):
    """What became of it; words only if wanted."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("In a line"), required=False, max_length=A_LINE)


class EndingForm(kit.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What do you take from it?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class HardAnswerForm(kit.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What do you answer?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HardThingForm(kit.Form):
    """Something hard, to the other side; or to somebody else, when it is about a worker."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(label=_("Who is it for?"), widget=kit.Chips)
    kind = forms.ChoiceField(
        label=_("What is it?"), initial=HardKind.HONEST_WORD, widget=kit.Chips(icons=KINDS)
    )
    words = forms.CharField(
        label=_("What do you want to say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, *args: Any, between: Between, others: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """`others`: to whom else it may go. Where there are some, nobody is chosen at first."""
        super().__init__(*args, **kwargs)
        people = [*others, (str(between.id), between.other.called)]
        self.fields["who"].choices = people  # type: ignore[attr-defined]
        kinds = [k for k in HardKind if others or k != HardKind.SOMEONE_ELSE]
        self.fields["kind"].choices = [(k.value, k.label) for k in kinds]  # type: ignore[attr-defined]

    def to(self) -> dict[str, UUID]:
        """By the relationship there is; or by who hears, to begin one."""
        hears, _slash, id = self.cleaned_data["who"].rpartition("/")
        return {"to_hearer_id" if hears else "to_relationship_id": UUID(id)}
