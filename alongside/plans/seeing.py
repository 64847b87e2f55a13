"""Who sees the text of a part is said where it is written, as beside the plan."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from alongside.access.strands import Strand
from alongside.access.viewer import viewer_of
from alongside.cowriting.models import Document
from alongside.cowriting.seeing import says_who_sees
from alongside.plans.models import Part
from alongside.relationships.queries import the_relationship
from alongside.shares.seeing import who_sees
from alongside.shares.seeing_mine import ONLY_MINE, who_sees_mine


@says_who_sees
def who_sees_a_part(request: HttpRequest, document: Document, *, before: bool) -> SafeString | None:
    """A share opens neither what was let go nor what a part said before: those are its writers'."""
    viewer = viewer_of(request)
    part = Part.objects.ours(viewer).filter(document_id=document.id).first()
    if part is None:
        return None
    if part.only_id:
        only_me = {"seen": who_sees_mine([viewer], ONLY_MINE)}
        return render_to_string("shares/seen_of_mine.html", only_me)
    between = the_relationship(viewer, part.relationship_id)
    between_us = before or part.let_go_at is not None
    seen = who_sees(viewer, between, Strand.PLANS, only_us=between_us)
    return render_to_string("shares/seen.html", {"between": between, "seen": seen})
