"""Why something stays behind, in plain words."""

from django.utils.translation import gettext as _

from alongside.interchange import meanings


def why(short: str) -> str:
    """The sentence for a short word such as ``score``; unknown words get the general one."""
    known = {
        meanings.WHY_SCORE: _("Nobody is scored here."),
        meanings.WHY_PRIORITY: _("Nobody is put before or behind anybody else here."),
        meanings.WHY_ELIGIBLE: _("Nobody has to qualify for a relationship."),
        meanings.WHY_CLOSED: _(
            "Nothing is closed here. Relationships rest and the door stays open."
        ),
        meanings.WHY_NUMBER: _("A state's number for somebody is not needed to be alongside them."),
        meanings.WHY_BOXES: _("There are no boxes for people here. They can say who they are."),
        meanings.WHY_QUALITY: _("This rates an answer, and says nothing about a life."),
        meanings.WHY_MACHINE: _("Only the other system needs this."),
        meanings.WHY_OPENED: _(
            "When or by whom the row was made there. It is not about the person."
        ),
        "asked": _("You asked to leave this out."),
        "group": _("Used to tell people, workers and partners apart. The word itself is not kept."),
        "told": _("This is told elsewhere: by the person's own row, or by a day it ended."),
        "file": _("There is no place here for what this file holds."),
        "active": _("Put away in the other system. They come in like everybody else."),
        "organisation": _("There is no place here yet for how to reach an organisation."),
        "no_address": _("This says there is no address, so there is none to keep."),
    }
    return known.get(short) or _("There is no place for this here yet.")
