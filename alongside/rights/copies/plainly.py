"""What stands in a copy outside the stories, in sentences: shares, safety, what was not sent."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.access.grounds import Ground
from alongside.kit.time import here
from alongside.rights.copies import attached, of_asks, of_life
from alongside.shares.models import Basis
from alongside.shares.showing import ground_words, is_one, strand_words, until_words

if TYPE_CHECKING:
    from alongside.rights.copies.telling import Reader

CALLED = {
    "shares.Share": gettext_lazy("What was asked for, and what was shared"),
    "shares.Withdrawal": gettext_lazy("What was taken back"),
    "shares.NeverTell": gettext_lazy("Never tell"),
    "shares.SafetyAccess": gettext_lazy("Opened to keep somebody safe"),
    "shares.SafetyReview": gettext_lazy("What a second person said about that"),
    "shares.Duty": gettext_lazy("What the law asked for"),
    "shares.Delay": gettext_lazy("What I was told later"),
    "shares.Keeping": gettext_lazy("Who kept in touch when a worker left"),
    "profiles.Told": gettext_lazy("What I told of myself"),
    "profiles.Attachment": gettext_lazy("My photos and voice notes"),
    "profiles.PageOpening": gettext_lazy("Whom I opened a page of mine to"),
    "profiles.Appreciation": gettext_lazy("What is appreciated"),
    "profiles.Card": gettext_lazy("Cards I made"),
    "asks.Ask": gettext_lazy("What was asked of others"),
    "asks.AskAnswer": gettext_lazy("What they answered"),
    "asks.AskAfter": gettext_lazy("What happened after an ask"),
    "asks.Door": gettext_lazy("Doors I opened"),
    "lifemaps.Patch": gettext_lazy("Patches of my life"),
    "lifemaps.Saying": gettext_lazy("How life was, day by day"),
    "lifemaps.FromElsewhere": gettext_lazy("What I brought in from elsewhere"),
    "lifemaps.MapOpening": gettext_lazy("Whom I opened my life map to"),
    "relationships.Pause": gettext_lazy("When I paused sharing"),
    "drafts.Draft": gettext_lazy("What I typed and have not sent"),
    "people.Alias": gettext_lazy("When I was written down twice"),
}
CHOSEN = {"id", "who", "kind", "whose", "see", "why", "life", "back", "leave_words", "due"}
"""Fields of a form that hold a choice or an id, and no words of anybody's."""


def said_of(row: Any, reader: "Reader") -> Iterator[str]:
    """The sentences of one row."""
    return SAID[row._meta.label](row, reader)


def _share(row: Any, reader: "Reader") -> Iterator[str]:
    what = strand_words(row.strand, one=is_one(row), sheet=row.sheet)
    by_law = {duty.id: duty.receiver for duty in reader.all.of("shares.Duty")}
    receiver = "" if row.with_person_id or row.with_team_id else by_law.get(row.duty_id, "")
    name = receiver or reader.whom(row.with_person_id, row.with_team_id)
    with_whom = {"name": name, "what": what}
    if row.given_at:
        yield _("%(name)s may see %(what)s.") % with_whom
        until = {"day": _day(row.given_at), "until": until_words(row)}
        yield _("From %(day)s, %(until)s.") % until
    elif row.declined_at:
        yield _("Somebody asked that %(name)s may see %(what)s. I said not yet.") % with_whom
    else:
        yield _("Somebody asked whether %(name)s may see %(what)s.") % with_whom
    if row.purpose:
        yield _("What for: %(purpose)s") % {"purpose": row.purpose}
    if row.ground in {Ground.SAFETY.value, Ground.DUTY.value}:
        yield ground_words(row.ground)
    else:
        yield _("The reason in law: %(basis)s.") % {"basis": Basis(row.basis).label}
    asked = {"name": reader.name(row.asked_by_id), "day": _day(row.asked_at)}
    yield _("%(name)s asked on %(day)s.") % asked


def _withdrawal(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"name": reader.name(row.by_id), "day": _day(row.at)}
    yield _("%(name)s stopped one share on %(day)s.") % said


def _never_tell(row: Any, reader: "Reader") -> Iterator[str]:
    yield row.words
    said = {"name": reader.name(row.written_by_id), "day": _day(row.said_at)}
    yield _("Written down on %(day)s by %(name)s.") % said
    if row.taken_back_at:
        yield _("Taken off the list on %(day)s.") % {"day": _day(row.taken_back_at)}


def _safety(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"name": reader.name(row.by_id), "day": _day(row.began_at)}
    yield _("%(name)s looked on %(day)s, for four hours at most.") % said
    yield _("Why: %(reason)s") % {"reason": row.reason}


def _review(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"name": reader.name(row.by_id), "day": _day(row.at)}
    if row.was_right:
        yield _("%(name)s looked at it again on %(day)s, and thinks it was right.") % said
    else:
        yield _("%(name)s looked at it again on %(day)s, and thinks it was not right.") % said
    yield row.words


def _duty(row: Any, reader: "Reader") -> Iterator[str]:
    yield row.power
    if row.receiver:
        yield _("For %(receiver)s.") % {"receiver": row.receiver}
    said = {"name": reader.name(row.named_by_id), "day": _day(row.named_at)}
    yield _("%(name)s wrote it down on %(day)s.") % said
    if row.approved_at:
        said = {"name": reader.name(row.approved_by_id), "day": _day(row.approved_at)}
        yield _("%(name)s agreed to it on %(day)s.") % said


def _delay(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"name": reader.name(row.by_id), "day": _day(row.until)}
    yield _("%(name)s asked that I am told after %(day)s.") % said
    yield _("Why: %(reason)s") % {"reason": row.reason}
    if row.approved_at:
        yield _("%(name)s agreed.") % {"name": reader.name(row.approved_by_id)}


def _keeping(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"name": reader.name(row.keeper_id), "day": _day(row.since)}
    yield _("%(name)s, from %(day)s.") % said
    if row.ended_at:
        yield _("Until %(day)s.") % {"day": _day(row.ended_at)}


def _pause(row: Any, reader: "Reader") -> Iterator[str]:
    yield _("From %(day)s.") % {"day": _day(row.at)}
    if row.ended_at:
        yield _("Until %(day)s.") % {"day": _day(row.ended_at)}


def _told_of_myself(row: Any, reader: "Reader") -> Iterator[str]:
    if not row.words:
        return
    yield _("%(heading)s: %(words)s") % {
        "heading": row.get_heading_display(),
        "words": row.words,
    }
    if row.written_with:
        yield _("Supported to write this by %(name)s.") % {"name": row.written_with}
    yield _("Told on %(day)s.") % {"day": _day(row.told_at)}
    if row.replaced_at:
        yield _("Told anew on %(day)s.") % {"day": _day(row.replaced_at)}


def _attached(row: Any, reader: "Reader") -> Iterator[str]:
    if not row.content:
        return
    yield _("%(heading)s: %(file)s") % {
        "heading": row.get_heading_display(),
        "file": attached.name_of(row),
    }
    if row.says:
        yield row.says
    yield _("Put there on %(day)s.") % {"day": _day(row.added_at)}


def _appreciated(row: Any, reader: "Reader") -> Iterator[str]:
    if not row.words:
        return
    yield row.words
    said = {"name": reader.name(row.by_id), "day": _day(row.at)}
    yield _("Said by %(name)s on %(day)s.") % said
    if row.accepted_at and row.about_id == reader.all.viewer.person_id:
        yield _("I put it on my page on %(day)s.") % {"day": _day(row.accepted_at)}


def _card(row: Any, reader: "Reader") -> Iterator[str]:
    yield row.meant_for
    made = {"day": _day(row.made_at), "until": _day(row.until)}
    yield _("Made on %(day)s, until %(until)s.") % made
    if row.opened_at:
        yield _("Opened on %(day)s.") % {"day": _day(row.opened_at)}


def _page_opening(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"page": row.get_sheet_display(), "day": _day(row.at)}
    yield _("%(page)s, from %(day)s.") % said
    if row.taken_back_at:
        yield _("Until %(day)s.") % {"day": _day(row.taken_back_at)}


def _draft(row: Any, reader: "Reader") -> Iterator[str]:
    fields = json.loads(row.words) if row.words else {}
    for name, all_said in fields.items():
        if name not in CHOSEN:
            yield from (said for said in all_said if said and not _is_id(said))
    yield _("Last typed on %(day)s.") % {"day": _day(row.touched_at)}


def _alias(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"name": reader.name(row.said_by_id), "day": _day(row.said_at)}
    yield _("%(name)s said on %(day)s that both are me.") % said
    yield row.why
    yield _("I said yes on %(day)s.") % {"day": _day(row.agreed_at)}


def _day(at: datetime) -> str:
    return f"{here(at):%-d %B %Y}"


def _is_id(said: str) -> bool:
    try:
        UUID(said)
    except ValueError:
        return False
    return True


SAID: dict[str, Callable[[Any, "Reader"], Iterator[str]]] = {
    "shares.Share": _share,
    "shares.Withdrawal": _withdrawal,
    "shares.NeverTell": _never_tell,
    "shares.SafetyAccess": _safety,
    "shares.SafetyReview": _review,
    "shares.Duty": _duty,
    "shares.Delay": _delay,
    "shares.Keeping": _keeping,
    "profiles.Told": _told_of_myself,
    "profiles.Attachment": _attached,
    "profiles.PageOpening": _page_opening,
    "profiles.Appreciation": _appreciated,
    "profiles.Card": _card,
    "relationships.Pause": _pause,
    **of_life.SAID,
    **of_asks.SAID,
    "drafts.Draft": _draft,
    "people.Alias": _alias,
}
