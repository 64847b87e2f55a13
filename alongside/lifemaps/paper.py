"""How life is, on paper: what stands now, patch by patch, in the person's words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from alongside.kit.paper.sheets import Block, Heading, Listed, Quote, Sheet, Words
from alongside.kit.time import today
from alongside.kit.words import date_words
from alongside.lifemaps.models import FromElsewhere
from alongside.lifemaps.queries import LifeMap, Row


def life_sheet(found: LifeMap, name: str) -> Sheet:
    """The map as it stands now, for whoever's life it is to take with them."""
    return Sheet(
        title=_("How life is right now"),
        whose=name,
        date=date_words(today()),
        blocks=list(_blocks(found)),
    )


def _blocks(found: LifeMap) -> Iterator[Block]:
    if found.picked:
        yield Heading(_("I want to start with"))
        yield Listed([row.patch.called for row in found.picked])
    for row in found.rows:
        yield from _patch(row)
    if found.rows:
        yield Words(_("This is how it feels, not a test."), small=True)


def _patch(row: Row) -> Iterator[Block]:
    yield Heading(row.patch.called)
    said = row.now
    if said is None or said.says_nothing:
        yield Words(_("Nothing said."), small=True)
    else:
        if said.sign:
            yield Words(str(said.sign.label), strong=True)
        yield Words(said.words)
        if said.more:
            yield Words(_("I want more now: %(words)s") % {"words": said.more})
        yield Words(_("Said on %(day)s.") % {"day": date_words(said.on)}, small=True)
    for one in row.elsewhere:
        yield from _brought(one)


def _brought(one: FromElsewhere) -> Iterator[Block]:
    yield Quote(one.words, name=one.whose, kind="partner")
    yield Words(from_where(one), small=True)


def from_where(one: FromElsewhere) -> str:
    """That it was brought in, what it was called there, and of which day."""
    said = [_("Brought in from elsewhere"), one.called, date_words(one.on)]
    return ", ".join(part for part in said if part)
