"""The words for how somebody is drawn, in the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.circles.drawn import Gift, Kind, Line, Paid, Ring, Standing


@dataclass(frozen=True, slots=True)
class Words:
    """Every word that list and picture say, in one language: looked up once, not sixty times."""

    kinds: Mapping[str, str]
    """Of all of a kind."""
    kind: Mapping[str, str]
    """Of one of them."""
    no_kind: str
    ring: Mapping[str, str]
    standing: Mapping[str, str]
    paid: Mapping[str, str]
    line: Mapping[str, str]
    gift: Mapping[str, str]
    both: str
    i_give: str
    i_get: str
    gives: str
    gets: str
    knows: str
    listed: str


def words() -> Words:
    return _words_in(get_language())


@cache
def _words_in(_language: str | None) -> Words:
    def labels(choices: type[TextChoices]) -> dict[str, str]:
        return {str(value): str(label) for value, label in choices.choices}

    return Words(
        kinds=labels(Kind),
        no_kind=_("No kind said"),
        kind=labels(Kind) | {"worker": _("A worker"), "partner": _("A partner")},
        ring=labels(Ring),
        standing=labels(Standing),
        paid=labels(Paid),
        line=labels(Line),
        gift=labels(Gift),
        both=_("It goes both ways"),
        i_give=_("I give %(gifts)s"),
        i_get=_("I get %(gifts)s"),
        gives=_("%(name)s gives %(gifts)s"),
        gets=_("%(name)s gets %(gifts)s"),
        knows=_("Knows %(names)s."),
        listed=_("%(some)s and %(last)s"),
    )
