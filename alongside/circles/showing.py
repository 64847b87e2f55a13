"""A circle as pages say it: the list that says all the picture shows, dates, and what changed."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.circles.drawn import LOST, RINGS, WISHED, Drawn
from alongside.circles.models import Circle
from alongside.circles.over import Moved, Over
from alongside.circles.queries import Picture, Somebody
from alongside.circles.svg import plainly, shape_of
from alongside.circles.words import Words, words
from alongside.kit.time import today
from alongside.kit.words import date_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in the list."""

    one: Somebody
    number: int
    says: str
    knows: str
    shape: SafeString

    @property
    def called(self) -> str:
        return self.one.called

    @property
    def words(self) -> str:
        return self.one.words

    @property
    def where(self) -> str:
        """Their own page, for whoever drew them."""
        return page_of(self.one)

    @property
    def nearer(self) -> str:
        """The next ring inward, if there is one."""
        at = RINGS.index(self.one.drawn.ring)
        return RINGS[at - 1] if at else ""

    @property
    def further(self) -> str:
        """The next ring outward, if there is one."""
        return "".join(RINGS[RINGS.index(self.one.drawn.ring) + 1 :][:1])

    def markup(self, *, numbered: bool) -> str:
        """Their line in the list: said here, because a page says it sixty times."""
        number = f'<span class="nr">{self.number}</span> ' if numbered else ""
        said = f'<p class="told">“{plainly(self.words)}”</p>' if self.words else ""
        about = f"{self.says} {self.knows}".strip()
        about = f'<p class="meta">{plainly(about)}</p>' if about else ""
        called = f'<p class="strong">{number}<bdi>{plainly(self.called)}</bdi></p>'
        whole = f"{self.shape}<div>{called}{said}{about}</div>"
        return f'<li class="item drawn" id="t{self.number}">{whole}</li>'


@dataclass(slots=True)
class Group:
    """A ring in the list; or those wished for, or lost."""

    name: str
    numbered: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def markup(self) -> SafeString:
        lines = "".join(each.markup(numbered=self.numbered) for each in self.entries)
        return mark_safe(lines)  # noqa: S308 - every word in it went through `plainly`


GONE = "gone"


def groups_of(
    picture: Picture,
    name: str = "",
    *,
    numbered: bool = False,
    new: AbstractSet[str] = frozenset(),
    gone: AbstractSet[str] = frozenset(),
) -> list[Group]:
    """The same as the picture, as a list. `name`: of whoever drew it; nothing when it is me.

    Of two pictures over each other: who is `new` in the later one, and `gone` from it.
    """
    said = words()
    called = {one.who: one.called for one in picture.people}
    groups = {ring: Group(said.ring[ring], numbered) for ring in RINGS}
    for standing in (WISHED, LOST):
        groups[standing] = Group(said.standing[standing], numbered)
    groups[GONE] = Group(_("No longer in the picture"), numbered)
    for number, one in enumerate(picture.people, start=1):
        group = one.drawn.ring if one.drawn.is_here else one.drawn.standing
        group = GONE if one.who in gone else group
        knows = _knows(said, one, called)
        says = says_of(said, one.drawn, name)
        says = f"{_('New')}. {says}".strip() if one.who in new else says
        entry = Entry(one, number, says, knows, _drawing(one.drawn))
        groups[group].entries.append(entry)
    return [group for group in groups.values() if group.entries]


def says_of(said: Words, drawn: Drawn, name: str = "") -> str:
    """All that the picture shows of somebody but where they stand, in sentences."""
    sentences = [
        said.kind.get(drawn.kind, ""),
        "" if drawn.is_here else said.ring[drawn.ring],
        said.paid.get(drawn.paid, ""),
        said.line.get(drawn.line, ""),
        said.both if drawn.both_ways else "",
    ]
    if drawn.gives:
        gifts = {"name": name, "gifts": _gifts(said, drawn.gives)}
        sentences.append((said.gives if name else said.i_give) % gifts)
    if drawn.gets:
        gifts = {"name": name, "gifts": _gifts(said, drawn.gets)}
        sentences.append((said.gets if name else said.i_get) % gifts)
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _gifts(said: Words, gifts: Iterable[str]) -> str:
    return _listed(said, [said.gift[gift] for gift in gifts])


def _listed(said: Words, each: list[str]) -> str:
    """Help, warmth and fun."""
    if len(each) < 2:  # noqa: PLR2004 - two make a list
        return "".join(each)
    return said.listed % {"some": ", ".join(each[:-1]), "last": each[-1]}


def _knows(said: Words, one: Somebody, called: Mapping[str, str]) -> str:
    known = [called[who] for who in one.drawn.knows if who in called]
    return said.knows % {"names": _listed(said, known)} if known else ""


def _drawing(drawn: Drawn) -> SafeString:
    """The shape beside the name; the words say the same."""
    kind = drawn.kind or "unsaid"
    looks = "" if drawn.is_here else f" {drawn.standing}"
    return _shapes[kind, looks]


class _Shapes(dict[tuple[str, str], SafeString]):
    """Each small drawing, made once."""

    def __missing__(self, wanted: tuple[str, str]) -> SafeString:
        kind, looks = wanted
        shape = shape_of(kind, 15, 'class="shape"')
        box = 'viewBox="-18 -18 36 36" aria-hidden="true"'
        drawn = f'<svg class="kd {kind}{looks}" {box}>{shape}</svg>'
        self[wanted] = mark_safe(drawn)  # noqa: S308 - ours alone: no word of anybody's is in it
        return self[wanted]


_shapes = _Shapes()


def key_of_picture() -> SafeString:
    """What the shapes and lines mean: the same on every page, so drawn once in each language."""
    return _key_in(get_language())


@cache
def _key_in(_language: str | None) -> SafeString:
    said = words()
    kinds = [(_shapes[kind, ""], word) for kind, word in said.kinds.items()]
    standing = [(_shapes["family", f" {each}"], said.standing[each]) for each in (WISHED, LOST)]
    shapes = [*kinds, (_shapes["unsaid", ""], said.no_kind), *standing]
    return render_to_string("circles/key.html", {"shapes": shapes})


# --- links in the picture ------------------------------------------------------------------------


def said_aloud(one: Somebody) -> str:
    """Who this is, for whoever hears the picture and does not see it."""
    said, drawn = words(), one.drawn
    standing = "" if drawn.is_here else said.standing[drawn.standing]
    each = (one.called, said.ring[drawn.ring], standing, said.kind.get(drawn.kind, ""))
    return ", ".join(filter(None, each))


def to_the_list(one: Somebody, number: int, also: str = "") -> str:
    """On a page to look at, each leads to their own place in the list."""
    who, said = one.who[-8:], ", ".join(filter(None, (said_aloud(one), also)))
    return f'href="#t{number}" data-who="{who}" aria-label="{plainly(said)}"'


def page_of(one: Somebody) -> str:
    door = "circles:hidden-tie" if one.hidden else "circles:tie"
    return _page(door).replace(_SOMEBODY, str(one.id))


_SOMEBODY = str(UUID(int=0))


@cache
def _page(name: str) -> str:
    """Where the page of somebody is, but for who they are: worked out once."""
    return reverse(name, args=[_SOMEBODY])


def to_draw(one: Somebody, _number: int) -> str:
    """On the page to draw on, each leads to their own page, and can be moved."""
    where, drawn = page_of(one), one.drawn
    return (
        f'href="{where}" data-place="{where}place/" data-ring="{drawn.ring}"'
        f' data-angle="{drawn.angle}" data-called="{plainly(one.called)}"'
        f' aria-label="{plainly(said_aloud(one))}"'
    )


# --- dates ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tick:
    """One picture on the line of time."""

    circle: Circle
    word: str
    whole: str
    is_this: bool


def ticks(dates: list[Circle], this: Circle) -> list[Tick]:
    """All pictures, each with a short word for its day."""
    last = next((each for each in reversed(dates) if not each.hoped), None)
    months = [(each.on.year, each.on.month) for each in dates if not each.hoped]
    return [
        Tick(
            circle=each,
            word=_short(each, last, months),
            whole=date_title(each),
            is_this=each.id == this.id,
        )
        for each in dates
    ]


def _short(circle: Circle, last: Circle | None, months: list[tuple[int, int]]) -> str:
    if circle.hoped:
        return _("Hoped for")
    if last is not None and circle.id == last.id:
        return _("Now")
    month = str(MONTHS[circle.on.month])
    if months.count((circle.on.year, circle.on.month)) > 1:
        month = f"{circle.on.day} {month}"
    return month if circle.on.year == today().year else f"{month} {circle.on.year}"


def date_title(circle: Circle) -> str:
    return _("What is hoped for") if circle.hoped else date_words(circle.on)


# --- two dates -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Change:
    """One kind of change, and whom it is about."""

    name: str
    lines: list[str]


def changes_of(over: Over) -> list[Change]:
    """What one picture over another shows, in words."""
    said = words()

    def rings(one: Somebody) -> str:
        return said.ring[one.drawn.ring].lower()

    moved = [
        _("%(name)s: from %(before)s to %(now)s")
        % {"name": it.now.called, "before": rings(it.before), "now": rings(it.now)}
        for it in over.moved
    ]
    all_of_them = [
        Change(_("New"), [f"{one.called}: {rings(one)}" for one in over.new]),
        Change(_("No longer in the picture"), [one.called for one in over.gone]),
        Change(_("Moved"), moved),
        Change(_("Said differently"), [_otherwise(it, said) for it in over.otherwise]),
        Change(_("Wished for or lost, and there now"), [one.called for one in over.found]),
        Change(_("There before, and lost touch"), [one.called for one in over.lost]),
        Change(_("Where they were"), [one.called for one in over.same]),
    ]
    return [change for change in all_of_them if change.lines]


def _otherwise(it: Moved, said: Words) -> str:
    """What was said of one tie, and what is said now; each thing that differs."""
    before, now = _facts(it.before.drawn, said), _facts(it.now.drawn, said)
    changed = [_change(*pair) for pair in zip(before, now, strict=True) if pair[0] != pair[1]]
    return f"{it.now.called}: {'; '.join(changed)}"


def _change(before: str, now: str) -> str:
    if not before:
        return _("now: %(now)s") % {"now": now}
    if not now:
        return _("no longer: %(before)s") % {"before": before}
    return _("%(before)s, now %(now)s") % {"before": before, "now": now}


def _facts(drawn: Drawn, said: Words) -> list[str]:
    """Of them, whoever reads it: what I give they are given, and what I get they give."""

    def gifts(which: Iterable[str]) -> str:
        return ", ".join(said.gift[each] for each in which)

    return [
        said.standing.get(drawn.standing, "").lower(),
        said.kind.get(drawn.kind, "").lower(),
        said.paid.get(drawn.paid, "").lower(),
        said.line.get(drawn.line, "").lower(),
        _("is given %(gifts)s") % {"gifts": gifts(drawn.gives)} if drawn.gives else "",
        _("gives %(gifts)s") % {"gifts": gifts(drawn.gets)} if drawn.gets else "",
    ]


def hours() -> list[tuple[str, str]]:
    """Places round a ring, as on a clock."""
    words = {12: _("12, at the top"), 3: _("3, right"), 6: _("6, below"), 9: _("9, left")}
    return [(str(hour), words.get(hour, str(hour))) for hour in range(1, 13)]
