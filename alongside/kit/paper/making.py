"""Hand a sheet to a process of its own, and take back the page it made."""

import json
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _

from alongside.kit.apart import NotDone, done_apart
from alongside.kit.paper.sheets import Kind, Sheet
from alongside.kit.time import today

SECONDS = 30
"""A page takes a fraction of a second. One that takes this long will not be made."""


class NotMade(Exception):
    """The page could not be made. Never says why in the words of the page."""


def made(sheet: Sheet, kind: Kind) -> bytes:
    """The finished page."""
    said = {
        "missing": _("Where you see □, we have no letter for print. The Word file has it."),
        "page": _("Page %(page)s of %(pages)s"),
    }
    job = {"kind": kind.value, "sheet": sheet.data(), "day": _day(), **said}
    return pressed(kind, json.dumps(job).encode())


def pressed(kind: Kind, job: bytes) -> bytes:
    """One page out of the press. Raises NotMade."""
    try:
        return done_apart("alongside.kit.paper.press", kind.value, job, seconds=SECONDS)
    except NotDone as why:
        raise NotMade(str(why)) from None


def _day() -> int:
    """The beginning of today: when exactly a page was made is nobody's business."""
    return int(datetime.combine(today(), time(0), tzinfo=UTC).timestamp())
