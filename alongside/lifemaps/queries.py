"""What can be asked of life maps: what stands now, what stood on a day, and what was picked."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from alongside.access.grounds import Ground
from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Viewer
from alongside.lifemaps.models import FromElsewhere, MapOpening, Patch, Saying, StarterSet
from alongside.relationships.queries import Between, whose_plan
from alongside.vault.fields import SealedModel, open_rows


@dataclass(slots=True)
class Row:
    """One patch with all that was said of it, oldest first, and what was brought in beside it."""

    patch: Patch
    sayings: list[Saying] = field(default_factory=list)
    elsewhere: list[FromElsewhere] = field(default_factory=list)

    @property
    def now(self) -> Saying | None:
        return self.sayings[-1] if self.sayings else None

    def on(self, day: date) -> Saying | None:
        """What stood on that day: the last thing said until then."""
        return next((each for each in reversed(self.sayings) if each.on <= day), None)


@dataclass(slots=True)
class LifeMap:
    """Somebody's patches. A map of a day is what stood on that day: no row says it again."""

    rows: list[Row] = field(default_factory=list)
    let_go: list[Row] = field(default_factory=list)
    loose: list[FromElsewhere] = field(default_factory=list)
    """What was brought in beside no patch."""

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.let_go or self.loose)

    @property
    def picked(self) -> list[Row]:
        """What to start with, what was picked first first."""
        chosen = [row for row in self.rows if row.patch.picked_at]
        return sorted(chosen, key=lambda row: str(row.patch.picked_at))

    @property
    def earlier(self) -> list[date]:
        """Days of earlier maps, newest first: all on which something was said, but the last."""
        said = {each.on for row in self.rows for each in row.sayings}
        return sorted(said, reverse=True)[1:]


def map_of(viewer: Viewer, person_id: UUID, life: str) -> LifeMap:
    """What the viewer may see of this life: their own, or another's while it is opened."""
    whose = {"person_id": person_id, "life": life}
    patches = list(Patch.objects.ours(viewer).filter(**whose).order_by("made_at", "id"))
    said = Saying.objects.ours(viewer).filter(**whose, replaced_at=None)
    sayings = list(said.order_by("on", "id"))
    brought = FromElsewhere.objects.ours(viewer).filter(**whose)
    elsewhere = list(brought.order_by("on", "at", "id"))
    sealed: list[SealedModel] = [*patches, *sayings, *elsewhere]
    open_rows(sealed)
    # What does not open any more was erased.
    rows = {patch.id: Row(patch) for patch in patches if patch.called}
    for saying in sayings:
        if saying.patch_id in rows:
            rows[saying.patch_id].sayings.append(saying)
    found = LifeMap()
    for one in elsewhere:
        beside = rows[one.patch_id].elsewhere if one.patch_id in rows else found.loose
        beside.append(one)
    for row in rows.values():
        (found.let_go if row.patch.let_go_at else found.rows).append(row)
    return found


def my_map(viewer: Viewer) -> LifeMap:
    return map_of(viewer, viewer.person_id, viewer.life.value)


def my_patch(viewer: Viewer, patch_id: UUID) -> Patch | None:
    """One patch of mine, opened."""
    mine = Patch.objects.visible_to(viewer, Ground.MINE).filter(id=patch_id).first()
    if mine is not None:
        open_rows([mine])
    return mine


def said_of(viewer: Viewer, patch_id: UUID) -> list[Saying]:
    """All I said of one patch, newest first, and what I said again on the same day too."""
    mine = Saying.objects.visible_to(viewer, Ground.MINE).filter(patch_id=patch_id)
    found = list(mine.order_by("-on", "-said_at", "-id"))
    open_rows(found)
    return found


def brought_beside(viewer: Viewer, patch_id: UUID) -> list[FromElsewhere]:
    mine = FromElsewhere.objects.visible_to(viewer, Ground.MINE).filter(patch_id=patch_id)
    found = list(mine.order_by("on", "at", "id"))
    open_rows(found)
    return found


# --- to whom it opens ---------------------------------------------------------------------------


def opened_by_me(viewer: Viewer) -> dict[UUID, MapOpening]:
    """By relationship: where my map is open."""
    mine = MapOpening.objects.visible_to(viewer, Ground.MINE).filter(taken_back_at=None)
    return {each.relationship_id: each for each in mine}


def opened_here(viewer: Viewer, between: Between) -> bool:
    """Whether the other side opens their map to me in this relationship."""
    shown = MapOpening.objects.visible_to(viewer, Ground.SIDE).filter(relationship_id=between.id)
    return shown.filter(person_id=between.other.id, life=between.other_life.value).exists()


def map_between(viewer: Viewer, between: Between) -> LifeMap:
    """The other side's map, while they open it here; else nothing."""
    if not opened_here(viewer, between):
        return LifeMap()
    return map_of(viewer, between.other.id, between.other_life.value)


# --- for the plan -------------------------------------------------------------------------------


def picked_for_plan(viewer: Viewer, between: Between) -> list[Patch]:
    """What the one whose plan it is picked to start with: mine, or opened to me here."""
    if whose_plan(viewer, between).id == between.me.id:
        picked = Patch.objects.visible_to(viewer, Ground.MINE)
    elif opened_here(viewer, between):
        theirs: GuardedQuerySet[Patch] = Patch.objects.visible_to(viewer, Ground.SIDE)
        picked = theirs.filter(person_id=between.other.id, life=between.other_life.value)
    else:
        return []
    found = list(picked.filter(picked_at__isnull=False, let_go_at=None).order_by("picked_at"))
    open_rows(found)
    return [patch for patch in found if patch.called]


# --- sets of this place -------------------------------------------------------------------------


def starter_sets() -> list[StarterSet]:
    """What was written down for this place, for all who are here, oldest first; at first none."""
    return list(StarterSet.objects.filter(taken_back_at=None).order_by("at", "id"))
