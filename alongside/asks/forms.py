"""Forms of asks: what is asked of whom, an answer, what came after, a door."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.asks.actions import Wish
from alongside.asks.models import Says
from alongside.kit import forms as kit
from alongside.kit.time import end_of, today
from alongside.partners.models import PartnerPerson
from alongside.shares.models import Basis

A_NAME, A_LINE, LONGEST = 120, 200, 2000
DAYS = [("7", _("A week")), ("14", _("Two weeks")), ("30", _("A month")), ("90", _("Three months"))]
TWO_WEEKS = "14"


def _line(label: Any, most: int = A_LINE, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def _words(label: Any, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **more)


class AskForm(kit.Once):
    """Who, what, why now, what they may know, by when: on one screen."""

    to = forms.ChoiceField(label=_("Who do you ask?"), required=False)
    called = _line(_("Their name"), A_NAME, required=False)
    place = _line(
        _("Where are they found?"),
        help_text=_("If you like: where they work, a café, a church."),
        required=False,
    )
    words = _words(_("What do you ask of them?"), 3)
    why = _words(_("Why now?"), 2, required=False)
    may_know = _words(_("What may they know?"), 3, required=False)
    answer_by = forms.DateField(
        label=_("By when would an answer help?"), required=False, widget=kit.DayInput
    )
    signed = _line(_("How you sign it"), required=False)
    days = forms.ChoiceField(
        label=_("The link works for"), choices=DAYS, required=False, widget=kit.Chips
    )
    basis = forms.ChoiceField(
        label=_("The reason in law"), choices=Basis.choices, initial=Basis.CONSENT, required=False
    )

    def __init__(
        self, *args: Any, known: Iterable[PartnerPerson], about: str, **kwargs: Any
    ) -> None:
        """`known`: people in partners who can be chosen; `about`: whose life it is, if not mine."""
        super().__init__(*args, **kwargs)
        self.known = {str(one.person_id): one for one in known}
        self.fields["days"].initial = TWO_WEEKS
        if self.known:
            listed = [("", say("Choose, or write a name below"))]
            listed += [(key, _listed(one)) for key, one in self.known.items()]
            self.fields["to"].choices = listed  # type: ignore[attr-defined]
        else:
            del self.fields["to"]
            self.fields["called"].label = say("Who do you ask?")
        if about:
            hint = say("Only what %(name)s said yes to. Nothing is fine too.") % {"name": about}
            self.fields["may_know"].help_text = hint
        else:
            self.fields["may_know"].help_text = say("Only what you want to say.")
            del self.fields["basis"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("to") and not said.get("called") and "called" not in self.errors:
            self.add_error("called", say("Write who you ask: one person, by name."))
        return said

    def clean_answer_by(self) -> date | None:
        day: date | None = self.cleaned_data["answer_by"]
        if day is not None and day < today():
            raise forms.ValidationError(say("Choose a day that is still to come."))
        return day

    def wish(self) -> Wish:
        said = self.cleaned_data
        one = self.known.get(said.get("to") or "")
        days = timedelta(days=int(said["days"] or TWO_WEEKS))
        texts = {name: said[name] for name in ("words", "why", "may_know", "signed", "answer_by")}
        return Wish(
            to_id=UUID(said["to"]) if one else None,
            called=one.person.called if one else said["called"],
            place=one.partner.called if one else said["place"],
            basis=Basis(said.get("basis") or Basis.CONSENT),
            until=end_of(today() + days),
            **texts,
        )


def _listed(one: PartnerPerson) -> str:
    return f"{one.person.called}, {one.partner.called}"


class AnswerForm(kit.Once):
    """Yes, no because, or let's talk; and words, if they like."""

    says = forms.ChoiceField(label=_("What do you say?"), choices=Says.choices, widget=kit.Chips)
    words = _words(_("In your words, if you like"), 3, required=False)

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"id": given["id"], "says": Says(given["says"]), "words": given["words"]}


class AfterForm(kit.Once):
    """What happened after, or thanks."""

    AFTER, THANKS = "after", "thanks"

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(AFTER, _("What happened")), (THANKS, _("Thanks"))],
        initial=AFTER,
        widget=kit.Chips,
    )
    words = _words(_("In your words"), 3)
    for_them = forms.BooleanField(required=False, widget=kit.Switch)

    def __init__(self, *args: Any, called: str, about: str = "", **kwargs: Any) -> None:
        """`called`: who was asked; `about`: whose life it is, if not mine."""
        super().__init__(*args, **kwargs)
        told = {"name": called, "about": about}
        label = (
            say("%(about)s said yes: %(name)s may read this")
            if about
            else say("%(name)s may read this")
        )
        self.fields["for_them"].label = label % told
        self.fields["for_them"].help_text = say("Thanks always reach them.")

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        kept = {name: said[name] for name in ("id", "words", "for_them")}
        return {**kept, "is_thanks": said["kind"] == self.THANKS}


class DoorForm(kit.Once):
    """For what they opened a door."""

    words = _line(
        _("What did they open a door to?"),
        help_text=_("In general words: a flat viewing, a quiet hour at the surgery."),
    )
    place = _line(_("Where are they found?"), A_NAME, required=False)
