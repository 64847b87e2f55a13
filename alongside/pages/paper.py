"""Our story as a page on paper: what its printed page shows, block by block."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from alongside.kit.paper.sheets import Block, Heading, Listed, Quote, Sheet, Words
from alongside.kit.time import today
from alongside.kit.words import date_words, day
from alongside.pages.showing import Matters, Shown, Voice
from alongside.promises.paper import promise_in_a_line, promises_on_paper
from alongside.relationships.queries import Between


def story_sheet(between: Between, places: Sequence[Shown], head: Mapping[str, Any]) -> Sheet:
    """What matters, the promises, and the newest page of the story; then a line for the day."""
    matters = head["matters"]
    names = {"me": between.me.called, "other": between.other.called}
    return Sheet(
        title=_("Between us"),
        whose=_("%(me)s and %(other)s") % names,
        date=date_words(today()),
        blocks=[
            Heading(_("What matters most to me")),
            _what_matters(between, matters) if matters else None,
            *promises_on_paper(head["ahead"], head["past"]),
            Heading(_("Our story")),
            *(block for place in places for block in _place(place)),
            Words(_("Read together on: ______________")),
        ],
    )


def _what_matters(between: Between, matters: Matters) -> Quote:
    who = _taken_down(between.supported.called, matters.written_by)
    return Quote(matters.words, name=who, kind="self", big=True)


def _place(place: Shown) -> Iterator[Block | None]:
    yield Heading(place.month_words, level=2)
    yield Heading(place.title, level=3)
    yield None if place.undated else Words(day(place.happened_at), small=True)
    for voice in place.voices:
        yield Quote(voice.words, name=_who(voice), kind=_thread(voice))
    yield Listed([*map(promise_in_a_line, place.promises), *_marks(place)])


def _thread(voice: Voice) -> Any:
    return voice.kind


def _who(voice: Voice) -> str:
    """Whose words, and what is said of them."""
    otherwise = f": {_('that’s not how it was')}" if voice.otherwise else ""
    return _taken_down(f"{voice.name}{otherwise}", voice.taken_down_by)


def _taken_down(name: str, by: str) -> str:
    """Whose words, and who wrote them down for them."""
    if not by:
        return name
    wrote = _("%(name)s wrote it down, with a yes") % {"name": by}
    return f"{name} ({wrote})"


def _marks(place: Shown) -> Iterator[str]:
    """What stands beside the words."""
    if place.turned:
        yield _("%(names)s: this is when it changed") % {"names": ", ".join(place.turned)}
    if place.others and not place.others_in_title:
        yield _("With %(others)s") % {"others": place.others}
    if place.in_the_way:
        yield _("In the way: %(words)s") % {"words": place.in_the_way}
    if place.learned:
        yield _("Learned: %(words)s") % {"words": place.learned}
    for dot in place.dots:
        yield f"{dot.name}: {dot.pane}"
    if place.kept_apart_by:
        yield _("%(name)s keeps this apart: %(reason)s Looked at again on %(day)s.") % {
            "name": place.kept_apart_by,
            "reason": place.reason,
            "day": day(place.review_on),
        }
    yield from (late.says for late in place.told_late)
    if place.brought_in:
        yield _("An old note, brought in. Not signed.")
