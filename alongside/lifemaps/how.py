"""Good, okay, hard: three words with a shape each. No order is made of them, and no number."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    """How a patch is now, for whoever likes to say it so."""

    GOOD = "good", _("Good")
    OKAY = "okay", _("Okay")
    HARD = "hard", _("Hard")

    @property
    def icon(self) -> str:
        return ICONS[self.value]

    @property
    def tone(self) -> str:
        """Its colours in the look. Okay has none of its own."""
        return "" if self is How.OKAY else self.value


ICONS = {How.GOOD.value: "sun", How.OKAY.value: "cloud", How.HARD.value: "rain"}
NOT_SAID = ""
