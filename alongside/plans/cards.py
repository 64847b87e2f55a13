"""Parts to borrow, or to leave: ways to think that others found useful. None is asked for.

They carry the names that Helen Sanderson gave them (docs: words), so that whoever knows them from
elsewhere finds them; what each is for stands beside it in plain words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.access.viewer import Viewer
from alongside.relationships.queries import Between, whose_plan


@dataclass(frozen=True, slots=True)
class Begun:
    """A part as it begins: its name, and a line beside it."""

    called: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One or more parts that belong together."""

    key: str
    title: Any
    says: Any
    parts: Callable[[str, str], Sequence[Begun]]
    """Given the names of the two: whose plan it is, and the other."""

    def borrowed(self, viewer: Viewer, between: Between) -> Sequence[Begun]:
        """The parts it begins for these two."""
        first = whose_plan(viewer, between)
        second = between.me if first.id == between.other.id else between.other
        return self.parts(first.called, second.called)


def _matters(first: str, _second: str) -> Sequence[Begun]:
    return [Begun(_("What matters to %(name)s") % {"name": first}, _("Now, and in the long run."))]


def _try(_first: str, _second: str) -> Sequence[Begun]:
    return [Begun(_("What we will try"), _("One thing a line. Who does it, and by when?"))]


def _working(first: str, second: str) -> Sequence[Begun]:
    names = [{"name": name} for name in (first, second)]
    return [
        *(Begun(_("What is working, as %(name)s sees it") % name) for name in names),
        *(Begun(_("What is not working, as %(name)s sees it") % name) for name in names),
    ]


def _days(first: str, _second: str) -> Sequence[Begun]:
    name = {"name": first}
    return [
        Begun(_("A good day for %(name)s") % name, _("From waking up to going to sleep.")),
        Begun(_("A bad day for %(name)s") % name, _("What happens, and what would help.")),
    ]


def _telling(first: str, _second: str) -> Sequence[Begun]:
    name = {"name": first}
    hint = _("What is happening. What %(name)s does. We think it means. We should.") % name
    return [Begun(_("Communication chart: how %(name)s says things") % name, hint)]


def _deciding(_first: str, _second: str) -> Sequence[Begun]:
    hint = _("What is there to decide? Who must be asked? Who has the last word?")
    return [Begun(_("Decision-making agreement: who decides what"), hint)]


def _questions(_first: str, _second: str) -> Sequence[Begun]:
    return [
        Begun(_("What have we tried?")),
        Begun(_("What have we learned?")),
        Begun(_("What are we pleased about?")),
        Begun(_("What are we concerned about?")),
        Begun(_("What next?")),
    ]


CARDS = (
    Card(
        "matters",
        gettext_lazy("What matters"),
        gettext_lazy("What you want, and what has to stay as it is."),
        _matters,
    ),
    Card(
        "try",
        gettext_lazy("What we will try"),
        gettext_lazy("First steps, big or small."),
        _try,
    ),
    Card(
        "working",
        gettext_lazy("Working / not working"),
        gettext_lazy("As each of you sees it, side by side."),
        _working,
    ),
    Card(
        "days",
        gettext_lazy("Good day / bad day"),
        gettext_lazy("What makes more good ones?"),
        _days,
    ),
    Card(
        "telling",
        gettext_lazy("Communication chart"),
        gettext_lazy("Words, looks and silences, and what they mean."),
        _telling,
    ),
    Card(
        "deciding",
        gettext_lazy("Decision-making agreement"),
        gettext_lazy("Who decides what. So that nobody decides over anybody’s head."),
        _deciding,
    ),
    Card(
        "questions",
        gettext_lazy("4+1 questions"),
        gettext_lazy("What we tried, learned, are pleased and concerned about. Then: what next?"),
        _questions,
    ),
)


def card_of(key: str) -> Card | None:
    return next((card for card in CARDS if card.key == key), None)
