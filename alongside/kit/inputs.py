"""The controls of our forms: chips, tiles, switches, days, times and the pad."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Words = StrOrPromise
else:
    Words = str | Promise

MIDDLE, FULL = 50, 100


class Chips(forms.RadioSelect):
    """Choose one, as round chips."""

    icons: Mapping[str, str]

    def __init__(self, *args: Any, icons: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """Take what a radio group takes, and the icon for each value, if any."""
        super().__init__(*args, **kwargs)
        self.icons = icons or {}


class Tiles(Chips):
    """Choose one, as tiles with an icon over each word."""


class ManyChips(forms.CheckboxSelectMultiple):
    """Choose any, as round chips."""


class Switch(forms.CheckboxInput):
    """On or off."""


class DayInput(forms.DateInput):
    """The phone's own way to pick a day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Phones read and write days as 2026-11-17."""
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The phone's own way to pick a time."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Phones read and write times as 10:30."""
        super().__init__(attrs, format="%H:%M")


@dataclass(frozen=True, slots=True)
class Placed:
    """A dot on the pad: both from 0 to 100, more to the right and more to the top."""

    up: int
    right: int


@dataclass(frozen=True, slots=True)
class Pane:
    """One of the pad's four panes: its value, its name, a few words under it."""

    value: str
    name: Words
    words: Words = ""


class Pad(forms.Widget):
    """Four radios in words and, with script, a dot placed exactly."""

    panes: Sequence[Pane] = ()
    left_out: Words = _("Not now")

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> dict[str, str]:
        """Read the chosen pane and the exact place, as they were sent."""
        del files
        sent = (name, f"{name}-up", f"{name}-right")
        return dict(zip(("pane", "up", "right"), (data.get(n) or "" for n in sent), strict=True))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Say whether the pad was on the page at all."""
        del files
        return name not in data


class PadField(forms.Field):
    """A place on the pad, or None: leaving it out is always an answer.

    `panes` go from the top left along the rows: high and left, high and right, low and left,
    low and right.
    """

    widget = Pad

    def __init__(self, panes: Sequence[Pane], **kwargs: Any) -> None:
        """Take four panes and what any field takes."""
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.panes = panes
        self.widget.panes = panes

    def clean(self, value: Any) -> Placed | None:
        """Give the place. A pane without an exact place, or with one elsewhere, is its middle."""
        return self.placed(value)

    def placed(self, value: Any) -> Placed | None:
        """Read a place from what a browser sent, from a kept place, or from nothing."""
        if isinstance(value, Placed) or not value or not value.get("pane"):
            return value if isinstance(value, Placed) else None
        panes = [pane.value for pane in self.panes]
        if value["pane"] not in panes:
            raise forms.ValidationError(_("That place is not on the pad."), code="invalid")
        at = panes.index(value["pane"])
        exact = _exact(value)
        if exact is not None and self.pane_at(exact) == at:
            return exact
        return Placed(up=75 if at < 2 else 25, right=75 if at % 2 else 25)  # noqa: PLR2004  rows of two

    @staticmethod
    def pane_at(place: Placed) -> int:
        """Say which pane a place lies in, counting along the rows from the top left."""
        return (0 if place.up >= MIDDLE else 2) + (1 if place.right >= MIDDLE else 0)


def _exact(value: Mapping[str, str]) -> Placed | None:
    """Read two whole numbers from 0 to 100, or nothing."""
    try:
        up, right = int(value.get("up", "")), int(value.get("right", ""))
    except ValueError:
        return None
    return Placed(up, right) if 0 <= up <= FULL and 0 <= right <= FULL else None
