from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.interchange.models import BringIn, KeptFile, KeptPart


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
