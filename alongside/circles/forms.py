"""What can be said of a tie, and of a picture. Nearly all of it may be left out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _said
from django.utils.translation import gettext_lazy as _

from alongside.circles.actions import Said
from alongside.circles.drawn import Drawn, Gift, Kind, Line, Paid, Ring, Standing, gifts
from alongside.circles.layout import angle_of, hour_of
from alongside.circles.showing import hours
from alongside.kit import forms as kit
from alongside.kit.change import Change
from alongside.kit.time import today

LONGEST, A_NAME = 2000, 60
NOT_SAID = ("", _("Not said"))


def _chosen(label: Any, choices: Any, *, may_be_left: bool = True) -> forms.ChoiceField:
    listed = [NOT_SAID, *choices] if may_be_left else list(choices)
    return forms.ChoiceField(label=label, choices=listed, required=False, widget=kit.Chips)


def _any_of(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=Gift.choices, required=False, widget=kit.ManyChips
    )


class _Called(kit.Form):
    """A tie needs no name: it is then called Somebody, as many as there are.

    Never with a number: a gap in the numbers would tell that somebody is hidden.
    """

    def clean_called(self) -> str:
        return self.cleaned_data["called"] or _said("Somebody")


class NewTieForm(_Called, kit.Once):
    """Somebody more, with as little as a letter."""

    called = forms.CharField(
        label=_("What do you call them?"),
        help_text=_(
            "A nickname or one letter is enough, or nothing. It can be a place or an animal."
        ),
        required=False,
        max_length=A_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ring = _chosen(_("How near?"), Ring.choices, may_be_left=False)
    kind = _chosen(_("What kind?"), Kind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ring"].initial = Ring.CLOSE.value

    def said(self) -> Said:
        said = self.cleaned_data
        drawn = Drawn(ring=said["ring"] or Ring.CLOSE.value, kind=said["kind"])
        return Said(called=said["called"], drawn=drawn)


class TieForm(_Called, Change):
    """All that can be said of one tie."""

    called = forms.CharField(
        label=_("What do you call them?"),
        required=False,
        max_length=A_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ring = _chosen(_("How near?"), Ring.choices, may_be_left=False)
    hour = forms.ChoiceField(
        label=_("Where round the ring?"),
        help_text=_("As on a clock."),
        choices=hours,
        required=False,
        widget=forms.Select(attrs={"class": "input--short"}),
    )
    standing = _chosen(_("Are they there?"), Standing.choices, may_be_left=False)
    kind = _chosen(_("What kind?"), Kind.choices)
    paid = _chosen(_("Are they paid to be there?"), Paid.choices)
    line = _chosen(_("How is it between you?"), Line.choices)
    gives = _any_of(_("What do you give them?"))
    gets = _any_of(_("What do you get from them?"))
    knows = forms.MultipleChoiceField(
        label=_("Whom do they know?"), required=False, widget=kit.ManyChips
    )
    words = forms.CharField(
        label=_("In your words, if you like"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, drawn: Drawn, others: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        """`others`: whom else they may know, by name."""
        super().__init__(*args, **kwargs)
        self.drawn = drawn
        self.fields["knows"].choices = others  # type: ignore[attr-defined]

    def said(self) -> Said:
        said = self.cleaned_data
        return Said(called=said["called"], words=said["words"], drawn=self._drawn(said))

    def _drawn(self, said: dict[str, Any]) -> Drawn:
        """What was not asked stays as it was: an exact place, as long as its hour is the same."""
        was = self.drawn
        hour = int(said["hour"] or hour_of(was.angle))
        return Drawn(
            ring=said["ring"] or was.ring,
            angle=was.angle if hour == hour_of(was.angle) else angle_of(hour),
            kind=said["kind"],
            paid=said["paid"],
            line=said["line"],
            standing=said["standing"] or Standing.HERE.value,
            gives=gifts(said["gives"]),
            gets=gifts(said["gets"]),
            knows=tuple(said["knows"]),
        )


def first_said(called: str, words: str, drawn: Drawn) -> dict[str, object]:
    """What the form begins with."""
    return {
        "called": called,
        "words": words,
        "ring": drawn.ring,
        "hour": str(hour_of(drawn.angle)),
        "standing": drawn.standing,
        "kind": drawn.kind,
        "paid": drawn.paid,
        "line": drawn.line,
        "gives": list(drawn.gives),
        "gets": list(drawn.gets),
        "knows": list(drawn.knows),
    }


class PlaceForm(kit.Form):
    """Where somebody was put: a ring, and how far round it."""

    ring = forms.ChoiceField(choices=Ring.choices, required=False)
    angle = forms.IntegerField(required=False)


class DayForm(kit.Form):
    """Of which day the picture is: today, unless said otherwise."""

    on = forms.DateField(
        label=_("Of which day?"),
        help_text=_("Today, or a day that is over: as it was then."),
        required=False,
        widget=kit.DayInput,
    )

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on is not None and on > today():
            raise forms.ValidationError(_("Choose today, or a day that is over."))
        return on


class NeedsForm(Change):
    """What I need and have, beside what I need and miss."""

    have = forms.CharField(
        label=_("What I need, and have"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    missing = forms.CharField(
        label=_("What I need, and miss"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakingOutForm(kit.Form):
    """My circle as a file."""

    kind = forms.ChoiceField(
        label=_("What kind of file?"),
        choices=[
            ("svg", _("A picture (SVG)")),
            ("json", _("All that is said (JSON)")),
            ("graphml", _("For network programs (GraphML)")),
        ],
        initial="svg",
        widget=kit.Chips,
    )
    hidden = forms.BooleanField(
        label=_("With whom I keep hidden"),
        help_text=_("Whoever finds the file can read it."),
        required=False,
        widget=kit.Switch,
    )
