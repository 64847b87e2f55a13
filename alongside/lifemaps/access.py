"""Who may see how somebody's life is: they; and, while they say so, the other side.

What was let go, what was said again on the same day, and what was brought in beside no patch are
theirs alone. No share, safety access or duty opens any of it: a yes to "what matters to me" was
no yes to this.
"""

from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.lifemaps.models import FromElsewhere, MapOpening, Patch, Saying
from alongside.relationships.access import of_my_life, still_opened_between_us

# --- mine ---------------------------------------------------------------------------------------


@rule(Patch, Ground.MINE)
def patches_of_my_life(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(Saying, Ground.MINE)
def what_i_said_of_them(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(FromElsewhere, Ground.MINE)
def what_i_brought_in(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(MapOpening, Ground.MINE)
def to_whom_i_opened_my_map(viewer: Viewer) -> Q:
    return of_my_life(viewer)


# --- opened to the other side -------------------------------------------------------------------


@rule(MapOpening, Ground.SIDE)
def maps_opened_to_me(viewer: Viewer) -> Q:
    return still_opened_between_us(viewer)


@rule(Patch, Ground.SIDE)
def patches_opened_to_me(viewer: Viewer) -> Q:
    opened = MapOpening.objects.filter(
        maps_opened_to_me(viewer), person_id=OuterRef("person_id"), life=OuterRef("life")
    )
    return Q(let_go_at=None) & Q(Exists(opened))


@rule(Saying, Ground.SIDE)
def said_of_what_is_opened(viewer: Viewer) -> Q:
    shown = Patch.objects.filter(patches_opened_to_me(viewer))
    return Q(replaced_at=None, patch_id__in=shown.values("id"))


@rule(FromElsewhere, Ground.SIDE)
def brought_in_beside_what_is_opened(viewer: Viewer) -> Q:
    shown = Patch.objects.filter(patches_opened_to_me(viewer))
    return Q(patch_id__in=shown.values("id"))
