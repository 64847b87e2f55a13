"""Support x challenge: what the four parts of the pad are called."""

from django.utils.translation import gettext_lazy as _

from alongside.kit.inputs import PadField, Pane, Placed

PANES = (
    Pane("holding", _("Holding"), _("lots of support, little challenge")),
    Pane("alongside", _("Alongside"), _("lots of both")),
    Pane("drifting", _("Drifting"), _("little of either")),
    Pane("pushing", _("Pushing"), _("little support, lots of challenge")),
)


def pane_of(support: int, challenge: int) -> Pane:
    """In which of the four a place lies."""
    return PANES[PadField.pane_at(Placed(up=support, right=challenge))]
