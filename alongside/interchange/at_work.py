"""Long files, read and brought in beside the pages: nobody holds a page open for minutes.

What one process is at, it alone knows; should it stop, the page begins again where it can.
"""

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread
from uuid import UUID

from django.db import OperationalError, connections
from django.utils import timezone, translation

from alongside.access.viewer import Viewer
from alongside.interchange.arriving import Known
from alongside.interchange.counting import Count, count
from alongside.interchange.incoming import Incoming
from alongside.interchange.planning import make_plan
from alongside.interchange.planning.plan import Plan
from alongside.interchange.reading.heard import heard_by
from alongside.interchange.showing import Shown, shown
from alongside.interchange.writing import bring_in
from alongside.teams.queries import my_teams
from alongside.vault.keyring import keyring

log = logging.getLogger(__name__)
LONG = 1 << 20
PACKED = 8
"""A workbook holds about so many times more than it weighs."""
MOST_LOOKS = 8


@dataclass(frozen=True)
class Look:
    """What one look at the files gave."""

    plan: Plan
    known: Known
    page: Shown
    numbers: Count


@dataclass
class Job:
    """One bring-in that is being read or brought in, and the last look at it."""

    stamp: str = ""
    busy: bool = False
    writing: bool = False
    failed: bool = False
    file: str = ""
    at: int = 0
    of: int = 0
    look: Look | None = field(default=None, repr=False)

    def heard(self, file: str, at: int, of: int) -> None:
        """How far it is."""
        self.file, self.at, self.of = file, at, of

    @property
    def percent(self) -> int:
        """How much is put in, of a hundred."""
        return self.at * 100 // self.of if self.of else 0


_jobs: dict[UUID, Job] = {}
_guard, _one_at_a_time = Lock(), Lock()


def is_long(kept: Incoming) -> bool:
    """Whether reading these files takes longer than a page should."""
    sizes = (one.size * (PACKED if one.name.endswith("xlsx") else 1) for one in kept.files)
    return sum(sizes) > LONG


def look_now(viewer: Viewer, kept: Incoming) -> Look:
    """Read the files: everything that would come in, and how to show it."""
    opened = kept.opened()
    known = Known(viewer, opened)
    here = timezone.get_default_timezone()
    plan = make_plan(opened, zone=here, answers=kept.answers, known=known.people())
    page = shown(plan, kept, my_teams(viewer))
    return Look(plan, known, page, count(plan, viewer.person_id, known))


def write_now(viewer: Viewer, kept: Incoming, look: Look) -> None:
    """Bring it in: all of it or nothing. Raises OperationalError or IntegrityError."""
    bring_in(
        viewer,
        look.plan,
        kept.me,
        known=look.known,
        answers=kept.answers,
        id=kept.id,
        keep=kept.files if kept.keep_left_out and look.plan.left_out else (),
        team=kept.team,
    )
    kept.throw_away()


def job_of(kept: Incoming) -> Job | None:
    """What is being done with it, if anything was begun."""
    return _jobs.get(kept.id)


def forget(kept: Incoming) -> None:
    """Nobody asks for it any more."""
    with _guard:
        _jobs.pop(kept.id, None)


def looked(viewer: Viewer, kept: Incoming) -> Job:
    """The last look at it, if nothing was said since; otherwise it is begun."""
    stamp = _stamp(kept)
    job = _begun(kept)
    with _guard:
        if job.busy or (job.stamp == stamp and (job.look or job.failed)):
            return job
        job.busy, job.failed, job.stamp = True, False, stamp
    _beside(job, lambda: _look(viewer, kept, job))
    return job


def write(viewer: Viewer, kept: Incoming) -> Job:
    """Bring it in, beside the pages. Twice is once."""
    job = _begun(kept)
    with _guard:
        if job.busy:
            return job
        job.busy, job.writing, job.failed = True, True, False
    _beside(job, lambda: _write(viewer, kept))
    return job


def _look(viewer: Viewer, kept: Incoming, job: Job) -> None:
    job.look = None
    job.look = look_now(viewer, kept)


def _write(viewer: Viewer, kept: Incoming) -> None:
    # Read once more: who is here may have changed since it was shown.
    write_now(viewer, kept, look_now(viewer, kept))
    forget(kept)


def _begun(kept: Incoming) -> Job:
    with _guard:
        while len(_jobs) >= MOST_LOOKS and kept.id not in _jobs:
            idle = next((id for id, job in _jobs.items() if not job.busy), None)
            if idle is None:
                break
            del _jobs[idle]
        return _jobs.setdefault(kept.id, Job())


def _stamp(kept: Incoming) -> str:
    said = json.dumps((kept.answers, kept.kinds, kept.columns), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _beside(job: Job, do: Callable[[], None]) -> None:
    language = translation.get_language()

    def work() -> None:
        try:
            with _one_at_a_time, translation.override(language), keyring(), heard_by(job.heard):
                do()
        except Exception as why:
            if not isinstance(why, OperationalError | OSError):
                log.exception("A bring-in broke off", extra={"where": "interchange"})
            job.failed = True
        finally:
            job.busy = job.writing = False

    begin(work)


def begin(work: Callable[[], None]) -> None:
    """Do it in a thread of its own, which keeps no connection after it."""

    def alone() -> None:
        try:
            work()
        finally:
            connections.close_all()

    Thread(target=alone, daemon=True).start()
