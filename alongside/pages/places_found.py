"""Where found words stand: under which heading, on whose page, and what of it goes on the trail."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Look
from alongside.access.viewer import Viewer
from alongside.agreements.finding import AGREED, HARD, find_in_agreements, find_in_hard_things
from alongside.asks.finding import ASKS, find_in_asks
from alongside.circles.finding import CIRCLES, find_in_circles
from alongside.cowriting.queries import open_documents, saw_documents
from alongside.lifemaps.finding import LIFE, find_on_life_maps
from alongside.moments.finding import APART, STORIES, find_in_kept_apart, find_in_moments
from alongside.plans.finding import PLANS, find_in_plans
from alongside.profiles.finding import ABOUT_ME, ONE_PAGE, find_on_pages
from alongside.relationships.finding import MATTERS, find_in_matters
from alongside.relationships.queries import Between
from alongside.vault.finding import Found

FINDERS: tuple[Callable[[Viewer, str], list[Found]], ...] = (
    find_in_moments,
    find_in_matters,
    find_in_agreements,
    find_in_plans,
    find_in_asks,
    find_on_pages,
    find_on_life_maps,
    find_in_circles,
    find_in_hard_things,
    find_in_kept_apart,
)
"""One for each slice that holds words; promises are shown as they stand, and found beside."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A heading for what was found."""

    title: str | Lazy
    icon: str
    strand: Strand
    with_them: str
    """The page it stands on, with somebody."""
    mine: str = ""
    """The page it stands on, when it is my own."""


KINDS = {
    STORIES: Kind(gettext_lazy("In your stories"), "book", Strand.MOMENTS, "pages:moment"),
    MATTERS: Kind(
        gettext_lazy("In what matters, and how to reach each other"),
        "heart",
        Strand.ABOUT_ME,
        "pages:between",
    ),
    AGREED: Kind(
        gettext_lazy("In what you agreed and do together"),
        "agree",
        Strand.ABOUT_ME,
        "agreements:agreement",
    ),
    PLANS: Kind(gettext_lazy("In your plans"), "plan", Strand.PLANS, "plans:plan"),
    ASKS: Kind(gettext_lazy("In what you asked of others"), "door", Strand.PLANS, "asks:one"),
    ABOUT_ME: Kind(
        gettext_lazy("In About me"),
        "me",
        Strand.ABOUT_ME,
        "profiles:between",
        "profiles:about-me",
    ),
    ONE_PAGE: Kind(
        gettext_lazy("On one-page profiles"),
        "me",
        Strand.ABOUT_ME,
        "profiles:between",
        "profiles:one-page",
    ),
    LIFE: Kind(
        gettext_lazy("On life maps"), "sun", Strand.ABOUT_ME, "lifemaps:between", "lifemaps:mine"
    ),
    CIRCLES: Kind(
        gettext_lazy("In circles"), "circle", Strand.CIRCLES, "circles:between", "circles:mine"
    ),
    HARD: Kind(
        gettext_lazy("In what was hard to say"),
        "say",
        Strand.ABOUT_ME,
        "agreements:hard-things",
    ),
    APART: Kind(
        gettext_lazy("In why you keep something apart"), "lock", Strand.MOMENTS, "pages:moment"
    ),
}
BY_ITS_NAME = frozenset({"pages:moment", "asks:one"})
"""Pages that are asked for by what was found, not by with whom."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found, with whom they are and where they stand."""

    viewer: Viewer
    found: Found
    between: Between | None

    @property
    def kind(self) -> Kind:
        return KINDS[self.found.kind]

    @property
    def who(self) -> str:
        """Beside whom it stands."""
        return self.between.other.called if self.between else _("Just me")

    @property
    def link(self) -> str:
        kind = self.kind
        if kind.with_them in BY_ITS_NAME:
            return reverse(kind.with_them, args=(self.found.thing_id,))
        if self.between is None:
            return reverse(kind.mine)
        return reverse(kind.with_them, args=(self.between.id,))


def hits_of(viewer: Viewer, between: dict[UUID, Between], looked_for: str) -> list[Hit]:
    """Everything but promises that this viewer finds."""
    by_life = {(each.other.id, each.other_life.value): each for each in between.values()}
    hits = []
    for found in (found for find in FINDERS for found in find(viewer, looked_for)):
        if isinstance(found.where, UUID):
            with_whom = between.get(found.where)
        else:
            with_whom = by_life.get((found.whose_id, str(found.where)))
        is_mine = found.whose_id == viewer.person_id and not isinstance(found.where, UUID)
        if with_whom or is_mine:
            hits.append(Hit(viewer, found, None if is_mine else with_whom))
    return hits


def newest_first(hits: Iterable[Hit]) -> list[Hit]:
    """Of two at one time, the one that was written last."""
    return sorted(hits, key=lambda hit: (hit.found.at, hit.found.thing_id), reverse=True)


def saw_hits(look: Look, hits: Iterable[Hit], between: dict[UUID, Between]) -> None:
    """A line about each person whose words are shown, or beside whom they stand."""
    hits = list(hits)
    for hit in hits:
        # What somebody appreciates stands on my page: they wrote it with me.
        with_whom = hit.between or between.get(hit.found.thing_id)
        if with_whom:
            strand = hit.kind.strand
            look.saw(with_whom.other.id, strand, Ground.SIDE, with_whom.id)
    texts = {hit.found.thing_id for hit in hits if hit.found.kind == PLANS}
    if texts:
        saw_documents(look, open_documents(look.viewer, texts).values())
