"""About me, and the one page, on paper: only what stands now, and only what was told."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from alongside.kit.paper.letters import cleaned, says_something
from alongside.kit.paper.sheets import Block, Heading, Photograph, Quote, Sheet, Words
from alongside.kit.time import today
from alongside.kit.words import date_words
from alongside.profiles import headings
from alongside.profiles.queries import Page, Part


def page_sheet(page: Page, name: str) -> Sheet:
    """One page of somebody, for them to take with them."""
    return Sheet(
        title=str(page.sheet.label),
        whose=name,
        date=date_words(today()),
        blocks=[*_blocks(page), *_with_whom(page)],
        on_one_page=True,
    )


def _blocks(page: Page) -> Iterator[Block]:
    for heading, part in page.lines:
        yield Heading(str(heading.label))
        if part is not None:
            yield from _told(part)
        if heading == headings.Heading.APPRECIATED:
            yield from (Quote(said.words) for said in page.appreciated)


def _told(part: Part) -> Iterator[Block]:
    yield Words(part.words)
    if part.photo and part.photo.content:
        said = cleaned(part.photo.says)
        says = said if says_something(said) else str(part.heading.label)
        yield Photograph(part.photo.content, says=says, width=45)
    if part.voice:
        yield Words(part.voice.says)
        yield Words(_("There is a voice note here too."), small=True)


def _with_whom(page: Page) -> Iterator[Block]:
    """Who helped, and since when it stands: the last of the headings."""
    helped = list(dict.fromkeys(part.written_with for part in page.parts if part.written_with))
    if helped:
        yield Heading(_("Supported to write this by"))
        yield Words(", ".join(helped))
    if page.last_told is not None:
        yield Words(_("Last told on %(day)s.") % {"day": date_words(page.last_told)}, small=True)
