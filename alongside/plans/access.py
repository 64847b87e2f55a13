"""Who may see a plan: both sides of the relationship it is made in, while it is open.

A part that only one sees is theirs, with its text. A share of plans opens the parts that both
see, as they are now; what was let go, and money, stay between the two.
"""

from django.db.models import Q

from alongside.access.book import rule, rule_on_each
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.cowriting.access import held_by
from alongside.cowriting.models import Document
from alongside.plans.models import Part, Spend
from alongside.relationships.access import between_us, open_between_us
from alongside.shares.access import whole_strand
from alongside.shares.queries import BEYOND


@rule(Part, Ground.SIDE)
def parts_we_both_see(viewer: Viewer) -> Q:
    return open_between_us(viewer) & Q(only_id=None)


@rule(Part, Ground.MINE)
def parts_only_i_see(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(only_id=viewer.person_id)


@rule_on_each(Part, BEYOND)
def parts_shared(viewer: Viewer, ground: Ground) -> Q:
    return whole_strand(viewer, ground, Strand.PLANS) & Q(only_id=None, let_go_at=None)


@rule(Document, Ground.SIDE)
def texts_we_both_write(viewer: Viewer) -> Q:
    return held_by(Part.objects.filter(parts_we_both_see(viewer)))


@rule(Document, Ground.MINE)
def texts_only_i_see(viewer: Viewer) -> Q:
    return held_by(Part.objects.filter(parts_only_i_see(viewer)))


@rule_on_each(Document, BEYOND)
def texts_shared(viewer: Viewer, ground: Ground) -> Q:
    return held_by(Part.objects.filter(parts_shared(viewer, ground)))


@rule(Spend, Ground.MINE)
def money_i_wrote_down(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(Spend, Ground.SIDE)
def money_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer)
