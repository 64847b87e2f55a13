"""What this place can and cannot keep between two people, said before anything is shared."""

from django.conf import settings
from django.utils.translation import gettext as _


def limits() -> list[str]:
    """The place's own words, from `limits.txt` in its data folder; ours while it has none."""
    file = settings.ALONGSIDE.data / "limits.txt"
    if file.is_file():
        words = file.read_text(encoding="utf-8")
        return [part.strip() for part in words.split("\n\n") if part.strip()]
    return [
        _("We cannot keep everything secret, and we will not say that we can."),
        _(
            "If somebody is in danger, or a court or the law tells us to, we may have to open"
            " something without your yes. Two people decide. It has an end. You are told, unless"
            " telling you would put somebody in danger: then you are told later."
        ),
        _("A court, or a data request, may reach all that is kept here, “Just me” too."),
    ]
