"""A circle as a page on paper: the picture in ink on white, the same as a list, and the facts.

Without the hidden layer, always: paper lies about.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from alongside.circles.facts import Fact, facts_of
from alongside.circles.layout import lay_out
from alongside.circles.looking import Read
from alongside.circles.showing import Entry, date_title, groups_of
from alongside.circles.svg import PAPER, circle_svg
from alongside.kit.paper.sheets import Block, Drawing, Heading, Listed, Sheet, Words
from alongside.kit.time import today
from alongside.kit.words import date_words


def circle_sheet(found: Read) -> Sheet:
    """One circle, for whoever drew it to take with them."""
    picture, name = found.picture, found.whose.name
    of = {"name": name, "day": date_title(picture.circle)}
    whose = _("%(name)s, %(day)s") % of
    laid = lay_out(picture.people)
    drawn = str(circle_svg(picture, name=name, title=whose, ink=PAPER, laid=laid))
    return Sheet(
        title=_("Who is around me"),
        whose=whose,
        date=date_words(today()),
        blocks=[
            Drawing(drawn, says=_("Three rings with people in them: the list below says it all.")),
            Words(_key(), small=True),
            Heading(_("Needed, and there")),
            Words(picture.circle.needed_have),
            Heading(_("Needed, and missing")),
            Words(picture.circle.needed_missing),
            *_list(found, numbered=laid.numbered),
            *_facts(facts_of(picture, found.before) if picture.people else []),
        ],
    )


def _key() -> str:
    """What the shapes and lines mean, where there is no colour."""
    return _(
        "Round: family and friends. Square: community. On its corner: workers. "
        "Six sides: partners. Three sides: no kind said. "
        "A broken edge: wished for. A dotted edge: lost touch. "
        "Two lines: it goes both ways. An arrow: mostly one way. "
        "A thick line: strong. A thin line: thin. A broken line: strained. "
        "A dotted curve: they know each other."
    )


def _list(found: Read, *, numbered: bool) -> Iterator[Block]:
    """Everybody, ring by ring: all that the picture shows, and what it does not."""
    for group in groups_of(found.picture, found.whose.to_say):
        yield Heading(group.name)
        yield Listed([_line(each, numbered=numbered) for each in group.entries])


def _line(each: Entry, *, numbered: bool) -> str:
    called = f"{each.number}: {each.called}" if numbered else each.called
    words = f"“{each.words}”" if each.words else ""
    about = " ".join(filter(None, (each.says, each.knows)))
    return "\n".join(filter(None, (called, words, about)))


def _facts(facts: list[Fact]) -> Iterator[Block]:
    """What can be counted, each with what it cannot say."""
    yield Heading(_("Plain facts"))
    for fact in facts:
        yield Words(f"{fact.name}: {fact.says}")
        yield Words(fact.cannot, small=True)
