from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.interchange.models import BringIn, KeptFile, KeptPart, SafetyLine
from alongside.relationships.models import Side
from alongside.relationships.queries import my_relationship_ids


@rule(BringIn, Ground.MINE)
def what_i_brought_in(viewer: Viewer) -> Q:
    # Bringing in is done at work; it does not follow somebody home.
    return Q(by_id=viewer.person_id) if viewer.life == Life.WORKING else Q(pk__in=[])


@rule(KeptFile, Ground.MINE)
def files_i_kept(viewer: Viewer) -> Q:
    return Q(by_id=viewer.person_id) if viewer.life == Life.WORKING else Q(pk__in=[])


@rule(KeptPart, Ground.MINE)
def parts_of_files_i_kept(viewer: Viewer) -> Q:
    mine = KeptFile.objects.filter(files_i_kept(viewer))
    return Q(file_id__in=mine.values("id"))


@rule(SafetyLine, Ground.SIDE)
def safety_of_people_i_walk_with(viewer: Viewer) -> Q:
    # Only at work, and never to either of the two: not to whom it names, not to whom it keeps safe.
    if viewer.life != Life.WORKING:
        return Q(pk__in=[])
    beside = Side.objects.filter(relationship_id__in=my_relationship_ids(viewer))
    others = beside.exclude(person_id=viewer.person_id)
    return Q(person_id__in=others.values("person_id")) & ~Q(kept_from_id=viewer.person_id)
