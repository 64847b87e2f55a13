"""Hand a sheet to a process of its own, and take back the page it made."""

import json
import subprocess
import sys
from datetime import UTC, datetime, time
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from alongside.kit.paper.sheets import Kind, Sheet
from alongside.kit.time import today

SECONDS, WAITS = 30, 10
"""A page takes a fraction of a second. One that takes this long will not be made."""
AT_ONCE = BoundedSemaphore(2)
"""As many pages as are made at the same time: the others wait, and the server stays quick."""


class NotMade(Exception):
    """The page could not be made. Never says why in the words of the page."""


def made(sheet: Sheet, kind: Kind) -> bytes:
    """The finished page."""
    said = {
        "missing": _("Where you see □, we have no letter for print. The Word file has it."),
        "page": _("Page %(page)s of %(pages)s"),
    }
    job = {"kind": kind.value, "sheet": sheet.data(), "day": _day(), **said}
    if not AT_ONCE.acquire(timeout=WAITS):
        raise NotMade("Too many pages are being made.")
    try:
        return pressed(kind, json.dumps(job).encode())
    finally:
        AT_ONCE.release()


def pressed(kind: Kind, job: bytes) -> bytes:
    # It inherits nothing: no key, no file, no folder. What it says on stderr could hold words of
    # the page, so nobody reads it.
    command = [sys.executable, "-I", "-m", "alongside.kit.paper.press", kind.value]
    try:
        done = subprocess.run(  # noqa: S603 - it starts ourselves, and nothing of it is typed
            command,
            input=job,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={"RAYON_NUM_THREADS": "1"},
            cwd="/",
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        # Not `from`: what went wrong may hold words of the page.
        raise NotMade("It took too long.") from None
    if done.returncode != 0 or not done.stdout:
        raise NotMade(f"The press stopped with {done.returncode}.")
    return done.stdout


def _day() -> int:
    """The beginning of today: when exactly a page was made is nobody's business."""
    return int(datetime.combine(today(), time(0), tzinfo=UTC).timestamp())
