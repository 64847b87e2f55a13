"""Shares as pages say them: who sees what, why, and until when."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.kit.time import last_day_before, now
from alongside.kit.words import day, when
from alongside.shares.models import Basis, Share
from alongside.shares.queries import shares_between


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One share, ready for its template."""

    id: UUID
    relationship_id: UUID
    name: str
    what: str
    until: str
    how: str
    """`asked`, `given`, `declined` or `over`."""
    why: str
    purpose: str
    basis: str
    asked_by: str
    only_away: str
    mine_to_stop: bool
    because: str
    """Beside the person's own yes: safety, or the law."""


def is_one(share: Share) -> bool:
    """Whether it is one moment or one promise, by itself."""
    return share.moment_id is not None or share.promise_id is not None


def strand_words(strand: str, *, one: bool = False, sheet: str = "") -> str:
    """What of a life a strand is, as the end of *Ruth sees*."""
    if sheet:
        return _("my one page") if sheet == "one-page" else _("About me")
    if one:
        promise = strand == Strand.PROMISES.value
        return _("one promise of ours") if promise else _("one moment of our story")
    return {
        Strand.ABOUT_ME.value: _("what matters to me"),
        Strand.PLANS.value: _("our plan"),
        Strand.MOMENTS.value: _("our story"),
        Strand.PROMISES.value: _("our promises"),
        Strand.CIRCLES.value: _("who is around me"),
        Strand.ADDRESS.value: _("where I live"),
    }.get(strand, strand)


def theirs(share: Share) -> str:
    """The same, said to somebody else at work."""
    if is_one(share):
        return _("one promise") if share.promise_id is not None else _("one moment")
    return {
        Strand.ABOUT_ME.value: _("what matters to them"),
        Strand.PLANS.value: _("the plan"),
        Strand.MOMENTS.value: _("the whole story"),
        Strand.PROMISES.value: _("all the promises"),
        Strand.ADDRESS.value: _("where they live"),
    }.get(share.strand, share.strand)


def ground_words(ground: str) -> str:
    """Why somebody could see something, as the end of a sentence."""
    return {
        Ground.MINE.value: _("because it is theirs"),
        Ground.SIDE.value: _("because you two share this record"),
        Ground.SHARE.value: _("because you said they could"),
        Ground.COVER.value: _("because they step in for your worker"),
        Ground.SAFETY.value: _("to keep somebody safe"),
        Ground.DUTY.value: _("because the law asked for it"),
    }[ground]


def line_of(viewer: Viewer, share: Share) -> ShareLine:
    given = share.ground in {Ground.SHARE.value, Ground.COVER.value}
    how = _how(share)
    about_me = share.about_id == viewer.person_id and not viewer.is_working
    return ShareLine(
        id=share.id,
        relationship_id=share.relationship_id,
        name=_with_whom(share),
        what=strand_words(share.strand, one=is_one(share), sheet=share.sheet),
        until=until_words(share),
        how=how,
        why="" if given else ground_words(share.ground),
        purpose=share.purpose,
        basis=_basis(share, about_me=about_me),
        asked_by="" if share.asked_by_id == share.about_id else share.asked_by.called,
        only_away=share.steps_in_for.called if share.steps_in_for else "",
        mine_to_stop=about_me and given and how == "given",
        because=share.ground if not given else "",
    )


def _basis(share: Share, *, about_me: bool) -> str:
    """The reason in law; to whoever said yes, as theirs."""
    if about_me and share.basis == Basis.CONSENT.value:
        return _("Because you said yes, and can take it back")
    return str(Basis(share.basis).label)


def who_may_step_in(viewer: Viewer, relationship_id: UUID) -> list[ShareLine]:
    """Who stands in where the worker of a relationship is away, by the person's own yes."""
    covers = [s for s in shares_between(viewer, relationship_id) if s.ground == Ground.COVER.value]
    return [line for line in (line_of(viewer, share) for share in covers) if line.how == "given"]


def _with_whom(share: Share) -> str:
    if share.with_team is not None:
        return str(share.with_team.called)
    if share.with_person is not None:
        return str(share.with_person.called)
    return share.duty.receiver if share.duty else ""


def _how(share: Share) -> str:
    back = getattr(share, "withdrawal", None)
    # A quiet one changes nothing that a page says.
    if back is not None and back.quietly_in_id is None:
        return "over"
    if share.safety is not None and share.safety.ends_at <= now():
        return "over"
    if share.duty is not None and share.duty.ended_at is not None:
        return "over"
    if share.until is not None and share.until <= now():
        return "over"
    if share.given_at is None or (share.duty is not None and share.duty.approved_at is None):
        return "declined" if share.declined_at else "asked"
    return "given"


def until_words(share: Share) -> str:
    """Until the end of a day is said by that day."""
    if share.until is None:
        return _("until I say stop")
    last = last_day_before(share.until)
    if share.ground == Ground.SAFETY.value:
        return _("until %(when)s, four hours at most") % {"when": when(share.until)}
    return _("until the end of %(day)s") % {"day": day(last)}
