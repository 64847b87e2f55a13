"""An agreement as a page on paper: what its printed page shows, block by block."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.agreements.queries import Line
from alongside.agreements.showing import Part, Shown, beside
from alongside.kit.paper.sheets import Block, Heading, Listed, Pairs, Quote, Sheet, Words
from alongside.kit.time import today
from alongside.kit.words import date_words, day
from alongside.relationships.queries import Between

if TYPE_CHECKING:
    from alongside.relationships.models import SafeReach


def agreement_sheet(
    between: Between, holds: Shown | None, doings: Sequence[Line], ways: Sequence["SafeReach"]
) -> Sheet:
    """What holds, what we do, how to reach safely. Never the safe word, nor what waits."""
    parts = holds.parts if holds else []
    return Sheet(
        title=_("Our agreement"),
        whose=_whose(between, holds),
        date=date_words(today()),
        blocks=[
            None if holds or between.is_paused else Words(_nothing_yet()),
            Heading(_("What we do together")),
            *(Words(part.words) for part in parts if part.key == "together"),
            Listed([_doing(line) for line in doings if not line.ended]),
            *(block for part in parts if part.key != "together" for block in _part(part)),
            *_reach(between, ways),
            _looked_at_again(holds),
        ],
    )


def _nothing_yet() -> str:
    return _(
        "Nothing is agreed yet. Either of you can write it. "
        "The other one agrees, or says how they see it."
    )


def _whose(between: Between, holds: Shown | None) -> str:
    names = {"first": between.supported.called, "second": beside(between).called}
    if holds is None or holds.version.yes is None:
        return _("%(first)s and %(second)s") % names
    told = {**names, "day": day(holds.version.yes.at)}
    return _("%(first)s and %(second)s agreed to this on %(day)s") % told


def _doing(line: Line) -> str:
    since = _("Since %(day)s") % {"day": day(line.doing.begun_on)}
    return f"{line.words}\n{since}"


def _part(part: Part) -> Iterator[Block]:
    kind: Any = part.kind
    yield Heading(part.title)
    yield Quote(part.words, name=part.name, kind=kind) if part.name else Words(part.words)


def _reach(between: Between, ways: Sequence["SafeReach"]) -> Iterator[Block]:
    """Each way as whoever said it: never one that only a file says and nobody let through."""
    yield Heading(_("How to reach %(name)s safely") % {"name": between.supported.called})
    said = [reach for reach in ways if not reach.waits]
    if not said:
        yield Words(_("Nobody has written this yet."))
    for reach in said:
        yield Words(reach.words)
        yield Pairs(
            [
                (_("When:"), reach.times),
                (_("Safe to leave words?"), reach.may_leave),
                (_("Who else might see or hear:"), reach.who_might_see),
            ]
        )
        yield Words(_said_by(between, reach), small=True)


def _said_by(between: Between, reach: "SafeReach") -> str:
    if reach.brought_in:
        return ""
    name = between.person(reach.written_by_id).called
    return _("%(name)s wrote this, %(day)s.") % {"name": name, "day": day(reach.said_at)}


def _looked_at_again(holds: Shown | None) -> Words | None:
    if holds is None or holds.review_on is None:
        return None
    return Words(holds.review_words)
